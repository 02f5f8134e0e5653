package dev.tumbler.router.cli;

import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs so that AWS's tools call the router. */
@Command(
        name = "env",
        description = "Prints the environment with which AWS's tools and SDKs call the router.",
        footer = {"", "  eval \"$(./tumbler env)\""})
final class EnvCommand implements Runnable {
    /**
     * Version 1 of the {@code aws} command overlooks AWS_ENDPOINT_URL for RDS in us-east-1 and calls AWS itself; said as
     * an option the endpoint counts. Version 2 needs none of this, and a later option of the caller's own still wins.
     */
    private static final String COMMAND =
            "aws() { command aws ${AWS_ENDPOINT_URL:+\"--endpoint-url=$AWS_ENDPOINT_URL\"} \"$@\"; }";

    @Spec
    private CommandSpec command;

    @Mixin
    private AddressOptions address;

    @Override
    public void run() {
        PrintWriter out = command.commandLine().getOut();
        out.println("export AWS_ENDPOINT_URL=" + address.endpoint());
        out.println("export AWS_ACCESS_KEY_ID=" + LocalAws.ACCESS_KEY);
        out.println("export AWS_SECRET_ACCESS_KEY=" + LocalAws.SECRET_KEY);
        out.println("export AWS_REGION=" + LocalAws.USUAL_REGION);
        out.println("export AWS_DEFAULT_REGION=" + LocalAws.USUAL_REGION);
        // A token left over from a real account would be sent along with these keys.
        out.println("unset AWS_SESSION_TOKEN");
        out.println(COMMAND);
        out.println("[ -z \"${BASH_VERSION:-}\" ] || export -f aws");
    }
}
