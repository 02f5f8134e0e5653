package dev.tumbler.conformance.infra;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import dev.tumbler.store.Index;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a handler can come to do, read off compiled code.
 *
 * <p>The walk begins with the handler and what is injected into it, and follows every call that can be made from there. A
 * call of an interface or of an abstract class leads to those of its classes that are injected or made on the way, and to no
 * others: a handler that is given one step of a rotation does not get the permissions of the other three.
 */
final class Reachable {
    /** The classes of which there is an instance, as far as the walk knows. */
    private final Set<JavaClass> alive = new HashSet<>();

    private final Set<JavaClass> injected = new HashSet<>();
    private final Set<JavaCodeUnit> visited = new LinkedHashSet<>();
    private final Deque<JavaCodeUnit> next = new ArrayDeque<>();
    private final Set<CodeUnitAccessTarget> called = new LinkedHashSet<>();

    private Reachable() {}

    /** From a bean with all its public methods. */
    static Reachable from(JavaClass bean) {
        Reachable reachable = new Reachable();
        reachable.inject(bean);
        bean.getMethods().stream()
                .filter(each -> each.getModifiers().contains(JavaModifier.PUBLIC))
                .forEach(reachable::reach);
        reachable.walk();
        return reachable;
    }

    /** The actions of AWS as policies name them, some with what they are done to. */
    Set<String> actions() {
        Stream<String> calls = called.stream().flatMap(target -> AwsAction.of(target).stream());
        Stream<String> queries = visited.stream().flatMap(Reachable::queries);
        return Stream.concat(calls, queries).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The classes whose code can run. */
    Set<JavaClass> classes() {
        return visited.stream().map(JavaCodeUnit::getOwner).collect(Collectors.toSet());
    }

    /** Whether anything of a class is called. */
    boolean calls(String className) {
        return called.stream().anyMatch(target -> target.getOwner().getName().equals(className));
    }

    private void walk() {
        while (!next.isEmpty()) {
            visit(next.pop());
            if (next.isEmpty()) {
                // a class that came to life since may take calls that were seen before
                List.copyOf(called).forEach(this::follow);
            }
        }
    }

    private void visit(JavaCodeUnit unit) {
        Stream.concat(unit.getCallsFromSelf().stream(), unit.getCodeUnitReferencesFromSelf().stream())
                .forEach(access -> {
                    called.add(access.getTarget());
                    follow(access.getTarget());
                });
    }

    private void reach(JavaCodeUnit unit) {
        if (visited.add(unit)) {
            next.add(unit);
        }
    }

    /** A bean, or whatever produces it. What it takes to make it are beans too, each of every class that fits. */
    private void inject(JavaClass type) {
        if (!injected.add(type)) {
            return;
        }
        DeployedCode.PRODUCERS.stream()
                .filter(each -> each.getRawReturnType().isAssignableTo(type.getName()))
                .forEach(producer -> {
                    inject(producer.getOwner());
                    injectParameters(producer);
                });
        if (isOurs(type)) {
            revive(type);
            type.getConstructors().forEach(this::injectParameters);
        }
    }

    private void injectParameters(JavaCodeUnit maker) {
        reach(maker);
        for (JavaParameter parameter : maker.getParameters()) {
            parameter.getType().getAllInvolvedRawTypes().stream()
                    .flatMap(type -> Stream.concat(Stream.of(type), ourSubclasses(type)))
                    .forEach(this::inject);
        }
    }

    private static Stream<JavaClass> ourSubclasses(JavaClass type) {
        return isOurs(type) ? type.getAllSubclasses().stream() : Stream.empty();
    }

    private static boolean isOurs(JavaClass type) {
        return DeployedCode.CLASSES.contain(type.getName());
    }

    private void revive(JavaClass type) {
        if (isOurs(type) && !type.isInterface() && alive.add(type)) {
            calledFromOutside(type).forEach(this::reach);
        }
    }

    /** What Lambda, the JDK and libraries may call, because a type of theirs declares it. */
    private static Stream<JavaMethod> calledFromOutside(JavaClass type) {
        List<JavaClass> foreign = supertypes(type).filter(each -> !isOurs(each)).toList();
        return type.getAllMethods().stream()
                .filter(method -> isOurs(method.getOwner()))
                .filter(method ->
                        foreign.stream().anyMatch(each -> !find(each, method).isEmpty()));
    }

    private static Stream<JavaClass> supertypes(JavaClass type) {
        return Stream.concat(type.getAllRawSuperclasses().stream(), type.getAllRawInterfaces().stream());
    }

    private void follow(CodeUnitAccessTarget target) {
        JavaClass owner = target.getOwner();
        if (!isOurs(owner)) {
            return;
        }
        Optional<JavaCodeUnit> found = target.resolveMember().map(JavaCodeUnit.class::cast);
        found.ifPresent(this::reach);
        if (found.filter(JavaConstructor.class::isInstance).isPresent()) {
            revive(owner);
        } else if (found.filter(Reachable::belongsToInstances).isPresent()) {
            Stream.concat(Stream.of(owner), ourSubclasses(owner))
                    .filter(alive::contains)
                    .flatMap(each -> asInstancesHaveIt(each, found.get()).stream())
                    .forEach(this::reach);
        }
    }

    private static boolean belongsToInstances(JavaCodeUnit unit) {
        return !unit.getModifiers().contains(JavaModifier.STATIC);
    }

    /** The class's own method, else the nearest that it inherits. */
    private static List<JavaMethod> asInstancesHaveIt(JavaClass type, JavaCodeUnit method) {
        return Stream.concat(Stream.of(type), supertypes(type))
                .map(each -> find(each, method))
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    /** Erasure gives an overriding method other types of parameters, so their number has to do. */
    private static List<JavaMethod> find(JavaClass type, JavaCodeUnit method) {
        return type.getMethods().stream()
                .filter(each -> each.getName().equals(method.getName()))
                .filter(each ->
                        each.getParameters().size() == method.getParameters().size())
                .filter(each -> !each.getModifiers().contains(JavaModifier.BRIDGE))
                .toList();
    }

    /** A method that makes a query says in the same breath of which index. */
    private static Stream<String> queries(JavaCodeUnit unit) {
        boolean asks = unit.getCallsFromSelf().stream()
                .anyMatch(call -> call.getTarget().getFullName().startsWith("dev.tumbler.store.Query.of("));
        return asks
                ? unit.getFieldAccesses().stream()
                        .map(JavaFieldAccess::getTarget)
                        .filter(field -> field.getOwner().isEquivalentTo(Index.class))
                        .map(field -> "dynamodb:Query " + field.getName())
                : Stream.empty();
    }
}
