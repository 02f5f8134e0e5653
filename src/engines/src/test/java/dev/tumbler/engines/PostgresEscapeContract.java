package dev.tumbler.engines;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

abstract class PostgresEscapeContract extends EscapeContract {
    PostgresEscapeContract(TestedEngine engine) {
        super(engine);
    }

    @Override
    List<String> refused(Targets targets) {
        return Stream.of(files(targets), code(targets), roles(), settings(), database(targets))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> files(Targets targets) {
        String made = "'" + targets.outside().resolve("made") + "'";
        String secret = "'" + targets.secret() + "'";
        return List.of(
                "COPY (SELECT 1) TO PROGRAM 'touch " + targets.outside() + "/made'",
                "COPY goods FROM PROGRAM 'cat " + targets.secret() + "'",
                "COPY (SELECT 1) TO " + made,
                "COPY goods FROM " + secret,
                "SELECT lo_import(" + secret + ")",
                "SELECT lo_export(lo_create(0), " + made + ")",
                "SELECT pg_read_file(" + secret + ")",
                "SELECT pg_read_binary_file(" + secret + ")",
                "SELECT pg_ls_dir('/')",
                "SELECT pg_stat_file(" + secret + ")",
                "SELECT * FROM pg_hba_file_rules",
                "SELECT * FROM pg_file_settings",
                "SELECT * FROM pg_authid",
                "SELECT * FROM pg_shadow");
    }

    private static List<String> code(Targets targets) {
        return List.of(
                "CREATE EXTENSION plpython3u",
                "CREATE EXTENSION plperlu",
                "CREATE LANGUAGE mine HANDLER plpgsql_call_handler",
                "CREATE FUNCTION mine(cstring) RETURNS int AS 'libc.so.6', 'system' LANGUAGE C",
                "CREATE FUNCTION mine(text) RETURNS text AS 'pg_read_file_all' LANGUAGE internal",
                "LOAD '" + targets.outside().resolve("mine.so") + "'",
                "CREATE EXTENSION file_fdw",
                "CREATE EXTENSION dblink",
                "CREATE EXTENSION adminpack",
                "CREATE FUNCTION copied() RETURNS void SECURITY DEFINER LANGUAGE plpgsql AS $$ BEGIN"
                        + " COPY (SELECT 1) TO PROGRAM 'touch " + targets.outside() + "/made'; END $$;"
                        + " SELECT copied()",
                "DO $$ BEGIN EXECUTE 'ALTER ROLE master SUPERUSER'; END $$",
                "CREATE FUNCTION fired() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN"
                        + " ALTER ROLE master SUPERUSER; END $$;"
                        + " CREATE EVENT TRIGGER fires ON ddl_command_end EXECUTE FUNCTION fired()",
                "CREATE FUNCTION pg_catalog.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'");
    }

    private static List<String> roles() {
        return List.of(
                "CREATE ROLE root SUPERUSER",
                "CREATE ROLE root REPLICATION",
                "CREATE ROLE root BYPASSRLS",
                "ALTER ROLE master SUPERUSER",
                "GRANT rdsadmin TO master",
                "GRANT pg_execute_server_program TO master",
                "GRANT pg_read_server_files TO master",
                "GRANT pg_write_server_files TO master",
                "CREATE ROLE reader IN ROLE pg_read_server_files",
                "UPDATE pg_authid SET rolsuper = true",
                "SET ROLE rdsadmin",
                "SET SESSION AUTHORIZATION rdsadmin",
                "SET session_authorization = 'rdsadmin'",
                "REASSIGN OWNED BY rdsadmin TO master");
    }

    private static List<String> settings() {
        return List.of(
                "ALTER SYSTEM SET archive_command = 'true'",
                "SET session_preload_libraries = 'mine'",
                "SET dynamic_library_path = '/tmp'",
                "ALTER ROLE master SET session_preload_libraries = 'mine'",
                "ALTER DATABASE shop SET session_preload_libraries = 'mine'",
                "ALTER ROLE ALL SET search_path = mine",
                "ALTER ROLE rdsadmin SET search_path = mine",
                "ALTER DATABASE rdsadmin SET search_path = mine",
                "SELECT pg_reload_conf()");
    }

    private static List<String> database(Targets targets) {
        return List.of(
                "CREATE SUBSCRIPTION mine CONNECTION 'host=127.0.0.1' PUBLICATION theirs WITH (connect = false)",
                "CREATE PUBLICATION mine FOR ALL TABLES",
                "SELECT pg_create_physical_replication_slot('mine')",
                "CREATE TABLESPACE mine LOCATION '" + targets.outside() + "'",
                "DROP DATABASE rdsadmin",
                "ALTER DATABASE rdsadmin OWNER TO master",
                "ALTER DATABASE template1 OWNER TO master");
    }

    /** Functions and operators that a superuser would call whose search path leads to them. */
    @Override
    List<String> harmless(Targets targets) {
        String climbs = " LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'ALTER ROLE master SUPERUSER'; RETURN NULL; END $$";
        return List.of(
                "CREATE FUNCTION public.format(text, text) RETURNS text" + climbs,
                "CREATE FUNCTION public.unnest(text[]) RETURNS text" + climbs,
                "CREATE FUNCTION public.pg_advisory_xact_lock(int) RETURNS text" + climbs,
                "CREATE FUNCTION public.equal(name, text) RETURNS boolean" + climbs,
                "CREATE OPERATOR public.= (LEFTARG = name, RIGHTARG = text, FUNCTION = public.equal)",
                "CREATE SCHEMA rdsadmin AUTHORIZATION master",
                "ALTER ROLE master SET search_path = public, pg_catalog",
                "ALTER DATABASE shop SET search_path = public, pg_catalog");
    }

    @Override
    List<String> takeovers(String password) {
        return List.of(
                "ALTER ROLE rdsadmin PASSWORD '" + password + "'",
                "ALTER ROLE rdsadmin NOLOGIN",
                "ALTER ROLE rdsadmin CONNECTION LIMIT 0",
                "ALTER ROLE rdsadmin VALID UNTIL '2001-01-01'",
                "ALTER ROLE rdsadmin RENAME TO other",
                "DROP ROLE rdsadmin",
                "CREATE ROLE \"RDSADMIN\" LOGIN PASSWORD '" + password + "'");
    }

    @Override
    String powerfulUsers() {
        return "SELECT count(*)::text FROM pg_roles WHERE rolname <> 'rdsadmin' AND (rolsuper OR rolreplication"
                + " OR rolbypassrls OR pg_has_role(oid, 'pg_execute_server_program', 'MEMBER')"
                + " OR pg_has_role(oid, 'pg_read_server_files', 'MEMBER')"
                + " OR pg_has_role(oid, 'pg_write_server_files', 'MEMBER'))"
                + " AND rolname NOT IN ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')";
    }

    @Test
    void theTemplateOfNewDatabasesIsNotTheMasterUsers() {
        Login.refused("42501", () -> master().to("template1").run("CREATE TABLE planted (id int)"));
        Login.refused("42501", () -> master().to("rdsadmin").succeeds());
    }
}
