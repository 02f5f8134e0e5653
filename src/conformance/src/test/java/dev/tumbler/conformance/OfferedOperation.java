package dev.tumbler.conformance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import jakarta.inject.Named;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;

/** An operation that the router offers, and the members of its request. */
record OfferedOperation(Service service, String name, List<SdkField<?>> members) {

    /** Found as the router finds them: by their handlers. Lambda's are reached by path, which is another kind of call. */
    static List<OfferedOperation> all() {
        return new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackages("dev.tumbler.secretsmanager", "dev.tumbler.rds", "dev.tumbler.standins")
                        .stream()
                        .filter(each -> each.isAssignableTo(OperationHandler.class))
                        .filter(each -> !each.getModifiers().contains(JavaModifier.ABSTRACT))
                        .map(OfferedOperation::of)
                        .filter(each -> each.service().protocol() != Service.Protocol.REST_JSON)
                        .toList();
    }

    private static OfferedOperation of(JavaClass handler) {
        ParameterizedType types = (ParameterizedType) handler.reflect().getGenericSuperclass();
        Class<?> request = (Class<?>) types.getActualTypeArguments()[0];
        String bean = handler.getAnnotationOfType(Named.class).value();
        // beans of stand-ins have their service in front
        String name = bean.substring(bean.indexOf('.') + 1);
        return new OfferedOperation(service(request), name, members(request));
    }

    private static Service service(Class<?> request) {
        return Arrays.stream(Service.values())
                .filter(each -> request.getPackageName().contains(".services." + packageName(each) + "."))
                .findFirst()
                .orElseThrow();
    }

    private static String packageName(Service service) {
        return service == Service.EVENTS ? "eventbridge" : service.signingName();
    }

    private static List<SdkField<?>> members(Class<?> request) {
        try {
            return ((SdkPojo) request.getMethod("builder").invoke(null)).sdkFields();
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException(request.getName(), failure);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
