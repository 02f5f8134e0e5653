package dev.tumbler.frontdoor;

import dev.tumbler.domain.Caller;
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
     * The answer to a call.
     *
     * @param keys who may make it
     */
    public Uni<Answer> answer(SignedRequest sent, AccessKeys keys, String requestId) {
        return Uni.createFrom()
                .item(() -> Presigned.unfolded(sent))
                .chain(request -> dispatch(request, keys, requestId))
                .onFailure()
                .recoverWithItem(failure -> refused(sent, failure, requestId));
    }

    private Uni<Answer> dispatch(SignedRequest request, AccessKeys keys, String requestId) {
        return Uni.createFrom()
                .item(() -> Address.of(request))
                .onFailure()
                .transform(failure -> authenticatedFirst(request, keys, failure))
                .chain(address -> serve(address, request, keys, requestId)
                        .onFailure()
                        .recoverWithItem(failure -> failed(address.service(), failure, requestId)))
                .onFailure()
                .recoverWithItem(failure -> refused(request, failure, requestId));
    }

    /** The answer to a request that reaches no operation. */
    public static Answer refused(SignedRequest request, Throwable failure, String requestId) {
        return failed(Address.mannerOf(request), failure, requestId);
    }

    private Uni<Answer> serve(Address address, SignedRequest request, AccessKeys keys, String requestId) {
        Caller caller = verifier.verify(request, address.service().signingName(), keys);
        // authorisation by policies will stand here: the caller and the operation are known, nothing is done yet
        OperationHandler<?, ?> handler = operations.find(address.service(), address.operation());
        admissions.forEach(each -> each.admit(handler.operation(), caller));
        return invoke(handler, address, request, new Call(caller, requestId));
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

    /** AWS does not tell strangers which operations there are: a bad signature is reported before a bad target. */
    private Throwable authenticatedFirst(SignedRequest request, AccessKeys keys, Throwable failure) {
        try {
            verifier.verify(request, request.scopedService().orElse(""), keys);
            return failure;
        } catch (RuntimeException refusal) {
            return refusal;
        }
    }

    private static Answer failed(Service service, Throwable failure, String requestId) {
        ErrorAnswer error = ErrorAnswer.of(service, failure, requestId);
        if (error.status() >= SERVER_ERROR && !ErrorAnswer.isUnavailable(failure)) {
            LOG.errorf(failure, "Request %s could not be answered", requestId);
        }
        return Answer.of(error);
    }
}
