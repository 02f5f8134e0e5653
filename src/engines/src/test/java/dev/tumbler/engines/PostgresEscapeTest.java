package dev.tumbler.engines;

class PostgresEscapeTest extends PostgresEscapeContract {
    PostgresEscapeTest() {
        super(TestedEngine.POSTGRES);
    }
}
