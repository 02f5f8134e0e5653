package dev.tumbler.conformance.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Functions are told what their code asks for, and nothing else. A class counts as asking for each variable that it names, so
 * one that only some functions need is best named in a class that only they come to.
 */
class VariablesTest {
    private static final String OURS = "TUMBLER_";

    /** A client of the AWS SDK, and the class that reads its variables when it is built. */
    private record Client(String name, String builder) {
        static Client of(String service, String name) {
            String start = "software.amazon.awssdk.services." + service + ".";
            return new Client(start + name + "AsyncClient", start + "Default" + name + "BaseClientBuilder");
        }
    }

    private static final List<Client> CLIENTS =
            List.of(Client.of("secretsmanager", "SecretsManager"), Client.of("rds", "Rds"));

    static Stream<TemplateFunction> functions() {
        return TemplateFunction.all().stream();
    }

    /** All functions of a zip. */
    private record Service(String name, List<TemplateFunction> functions) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Service> services() {
        return functions()
                .collect(Collectors.groupingBy(TemplateFunction::service, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(each -> new Service(each.getKey(), each.getValue()));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void everyVariableThatTheCodeAsksForIsSet(TemplateFunction function) {
        Set<String> set = function.variables().keySet();

        assertThat(DeployedCode.reachableFrom(function.handler()).classes().stream()
                        .flatMap(type -> DeployedCode.variablesNamedIn(type.getName()).stream()
                                .filter(name -> name.startsWith(OURS) && !set.contains(name))
                                .map(name -> name + ", which " + type.getSimpleName() + " names"))
                        .distinct())
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void everyVariableThatIsSetIsReadBySomeFunctionOfItsZip(Service service) {
        Set<String> unread = new TreeSet<>();
        service.functions().forEach(each -> unread.addAll(each.variables().keySet()));
        unread.remove(TemplateFunction.HANDLER);

        service.functions().stream()
                .map(each -> DeployedCode.reachableFrom(each.handler()))
                .forEach(reachable -> unread.removeAll(read(reachable)));

        assertThat(unread).isEmpty();
    }

    private static Set<String> read(Reachable reachable) {
        Set<String> read = new TreeSet<>();
        reachable.classes().forEach(type -> read.addAll(DeployedCode.variablesNamedIn(type.getName())));
        CLIENTS.stream()
                .filter(client -> reachable.calls(client.name()))
                .forEach(client -> read.addAll(DeployedCode.variablesNamedIn(client.builder())));
        return read;
    }
}
