package dev.tumbler.engines;

class Postgres16EscapeTest extends PostgresEscapeContract {
    Postgres16EscapeTest() {
        super(TestedEngine.POSTGRES_16);
    }
}
