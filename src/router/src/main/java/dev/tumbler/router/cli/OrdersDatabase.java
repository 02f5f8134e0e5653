package dev.tumbler.router.cli;

import software.amazon.awssdk.services.rds.model.DBInstance;

/**
 * The database of the orders, on a router of its own, which nobody kills: the servers of a killed router end with it.
 *
 * @param master who made the user
 */
record OrdersDatabase(String engine, String host, int port, MasterCredentials master) {
    static final String NAME = "orders";
    static final String USER = "orders_app";
    static final String FIRST_PASSWORD = "the-first-one-1";

    /** Creates the server, in it the database, and a user to whom it belongs. */
    static OrdersDatabase create(LocalAws aws, String engine) {
        DemoInstance instance = new DemoInstance(aws, engine);
        instance.create();
        DBInstance server = instance.awaitAvailable();
        OrdersDatabase database = new OrdersDatabase(
                engine,
                server.endpoint().address(),
                server.endpoint().port(),
                instance.credentials(server.masterUserSecret().secretArn()));
        database.createUser();
        return database;
    }

    private void createUser() {
        try (SqlLogin login = new SqlLogin(engine)) {
            if (engine.equals(DemoInstance.ENGINE)) {
                execute(login, "create role " + USER + " login password '" + FIRST_PASSWORD + "'");
                // who gives away a database has to be a member of the role that gets it
                execute(login, "grant " + USER + " to " + master.userName());
                execute(login, "create database " + NAME + " owner " + USER);
            } else {
                execute(login, "create database " + NAME);
                execute(login, "create user " + USER + " identified by '" + FIRST_PASSWORD + "'");
                execute(
                        login,
                        "grant select, insert, update, delete, create, alter, index, references on " + NAME + ".* to "
                                + USER);
            }
        }
    }

    private void execute(SqlLogin login, String statement) {
        login.execute(host, port, master, statement);
    }

    /** Where the application finds it. */
    String address() {
        return host + ":" + port + "/" + NAME;
    }
}
