package dev.tumbler.frontdoor;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.Caller;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Constraints;
import dev.tumbler.wire.ErrorAnswer;
import dev.tumbler.wire.JsonCodec;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.QueryCodec;
import dev.tumbler.wire.RestJsonCodec;
import dev.tumbler.wire.RestRequest;
import dev.tumbler.wire.Service;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.SdkPojo;

/**
 * Takes a call from its bytes to its answer: who calls, which operation, is the request well formed, what does the handler
 * say. Whatever goes wrong on the way becomes an answer in the manner of the service.
 */
@Singleton
public class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int SERVER_ERROR = 500;

    private final SignatureVerifier verifier;
    private final OperationTable operations;
    private final List<Admission> admissions;
    private final OperationInvoker invoker;

    @Inject
    public Dispatcher(
            SignatureVerifier verifier,
            OperationTable operations,
            @All List<Admission> admissions,
            OperationInvoker invoker) {
        this.verifier = verifier;
        this.operations = operations;
        this.admissions = admissions;
        this.invoker = invoker;
    }

    /**
     * The answer to a call. Nothing but its signature is read before it is known who makes it.
     *
     * @param keys who may make it
     */
    public Uni<Answer> answer(SignedRequest request, AccessKeys keys, String requestId) {
        return Uni.createFrom()
                .item(() -> admitted(request, keys))
                .chain(admitted -> invoke(
                                admitted.handler(), admitted.address(), request, new Call(admitted.caller(), requestId))
                        .onFailure()
                        .recoverWithItem(failure -> failed(admitted.address().service(), failure, requestId)))
                .onFailure()
                .recoverWithItem(failure -> refused(request, failure, requestId));
    }

    private record Admitted(Caller caller, Address address, OperationHandler<?, ?> handler) {}

    /** AWS does not tell strangers which operations there are: a bad signature is reported before a bad target. */
    private Admitted admitted(SignedRequest request, AccessKeys keys) {
        String service = request.scopedService().orElse("");
        if (isForeign(request)) {
            SignatureVerifier.requireKnownKey(request, keys);
            throw foreign(request, service);
        }
        Caller caller = verifier.verify(request, service, keys);
        Address address = Address.of(request, service);
        // authorisation by policies will stand here: the caller and the operation are known, nothing is done yet
        OperationHandler<?, ?> handler = operations.find(address.service(), address.operation());
        requireReadOnlyLink(request, handler.operation());
        admissions.forEach(each -> each.admit(handler.operation(), caller));
        return new Admitted(caller, address, handler);
    }

    /** Whether it is signed for a service that is not offered. Its signature may follow rules of its own, as S3's does. */
    private static boolean isForeign(SignedRequest request) {
        return request.scopedService()
                .filter(name -> Service.signedAs(name).isEmpty())
                .isPresent();
    }

    private static AwsException foreign(SignedRequest request, String service) {
        return Address.ofPrefix(Address.target(request))
                .map(called ->
                        new AwsException(ErrorCode.INVALID_SIGNATURE, Address.correctService(called.signingName())))
                .orElseGet(() -> NotOffered.request(request, service));
    }

    /**
     * Refuses a GET that changes something and is signed in its address. Any web page can make a browser send one, by an
     * image or a link, and the keys of the local user are known to everybody. unsourced: AWS takes such a GET.
     */
    private static void requireReadOnlyLink(SignedRequest request, Operation<?> operation) {
        if (request.method().equals("GET") && request.isPresigned() && !operation.isReadOnly()) {
            throw new AwsException(
                    ErrorCode.ACCESS_DENIED,
                    operation.name() + " changes something, so a GET that is signed in its address may not call it."
                            + " Send it by POST.");
        }
    }

    /** Fails for a request that would be refused whatever its body is, so that a large one need not be read. */
    public void checkHead(SignedRequest head, AccessKeys keys) {
        verifier.verifyHead(head, head.scopedService().orElse(""), keys);
    }

    /** The answer to a request that reaches no operation. */
    public static Answer refused(SignedRequest request, Throwable failure, String requestId) {
        return failed(Manner.of(request), failure, requestId);
    }

    /** The answer to a request at a path, or by a method, where nothing is; only a caller with a key is told more. */
    public static Answer nowhere(SignedRequest request, AccessKeys keys, String requestId) {
        return refused(request, nothingThere(request, keys), requestId);
    }

    private static AwsException nothingThere(SignedRequest request, AccessKeys keys) {
        Optional<String> service = request.scopedService();
        if (service.isEmpty()) {
            return new AwsException(ErrorCode.UNKNOWN_OPERATION, "");
        }
        try {
            SignatureVerifier.requireKnownKey(request, keys);
            return NotOffered.request(request, service.get());
        } catch (AwsException refusal) {
            return refusal;
        }
    }

    private <I extends SdkPojo, O extends SdkPojo> Uni<Answer> invoke(
            OperationHandler<I, O> handler, Address address, SignedRequest message, Call call) {
        I request = read(handler.operation(), address, message);
        Constraints.check(handler.operation(), request);
        return invoker.invoke(handler, request, call)
                .map(response -> switch (address.service().protocol()) {
                    case JSON -> Answer.json(JsonCodec.write(response));
                    case QUERY -> Answer.xml(QueryCodec.write(handler.operation(), response, call.requestId()));
                    case REST_JSON -> Answer.rest(RestJsonCodec.write(response, address.status()));
                });
    }

    private static <I extends SdkPojo> I read(Operation<I> operation, Address address, SignedRequest message) {
        return switch (operation.service().protocol()) {
            case JSON -> JsonCodec.read(message.body(), operation);
            case QUERY -> QueryCodec.read(address.parameters(), operation);
            case REST_JSON ->
                RestJsonCodec.read(
                        RestRequest.of(address.parameters(), message.query(), message::header, message.body()),
                        operation);
        };
    }

    private static Answer failed(Service service, Throwable failure, String requestId) {
        ErrorAnswer error = ErrorAnswer.of(service, failure, requestId);
        if (error.status() >= SERVER_ERROR && !ErrorAnswer.isUnavailable(failure)) {
            LOG.errorf(failure, "Request %s could not be answered", requestId);
        }
        return Answer.of(error);
    }

    /** Without a stack trace: what fails before an operation is reached was sent by anybody. */
    private static Answer failed(Manner manner, Throwable failure, String requestId) {
        ErrorAnswer error = manner.error(failure, requestId);
        if (error.status() >= SERVER_ERROR) {
            LOG.errorf(
                    "Request %s could not be read: %s",
                    requestId, failure.getClass().getName());
        }
        return Answer.of(error);
    }
}
