package dev.tumbler.frontdoor;

import dev.tumbler.wire.ErrorAnswer;
import dev.tumbler.wire.ForeignForm;
import dev.tumbler.wire.Service;
import java.util.Optional;

/** How the service that a request is for writes its errors, before anything in the request has been found valid. */
@FunctionalInterface
interface Manner {
    ErrorAnswer error(Throwable failure, String requestId);

    static Manner of(Service service) {
        return (failure, requestId) -> ErrorAnswer.of(service, failure, requestId);
    }

    /** Found by the target, then by the path of a REST service, then by the scope of the signature. */
    static Manner of(SignedRequest request) {
        return Address.ofPrefix(Address.target(request))
                .or(() -> Address.isRest(request) ? Optional.of(Service.LAMBDA) : Optional.empty())
                .map(Manner::of)
                .or(() -> request.scopedService().map(name -> ofScope(request, name)))
                .orElseGet(() -> of(Address.isJson(request) ? Service.SECRETS_MANAGER : Service.RDS));
    }

    private static Manner ofScope(SignedRequest request, String signingName) {
        return Service.signedAs(signingName).map(Manner::of).orElseGet(() -> form(request, signingName)::answer);
    }

    private static ForeignForm form(SignedRequest request, String signingName) {
        if (Address.isJson(request)) {
            return contentType(request).endsWith("1.0") ? ForeignForm.JSON_1_0 : ForeignForm.JSON_1_1;
        }
        return switch (signingName) {
            case "s3", "s3express", "s3-object-lambda", "s3-outposts" -> ForeignForm.S3;
            case "ec2" -> ForeignForm.EC2;
            case "cloudfront", "route53" -> ForeignForm.QUERY;
            default ->
                isForm(request) || request.query().contains("Action=") ? ForeignForm.QUERY : ForeignForm.REST_JSON;
        };
    }

    static boolean isForm(SignedRequest request) {
        return contentType(request).startsWith("application/x-www-form-urlencoded");
    }

    private static String contentType(SignedRequest request) {
        return request.header("content-type").orElse("");
    }
}
