package dev.tumbler.rds;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.database.DatabaseEvent;
import dev.tumbler.domain.store.DatabaseEventStore;
import dev.tumbler.domain.store.DatabaseEventStore.Span;
import dev.tumbler.domain.store.Page;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.rds.model.DescribeEventsRequest;
import software.amazon.awssdk.services.rds.model.DescribeEventsResponse;
import software.amazon.awssdk.services.rds.model.Event;

/** DescribeEvents: what happened to databases, also to those that are gone, in the last hour or the time asked for. */
@Named("DescribeEvents")
@Singleton
public class DescribeEventsHandler extends OperationHandler<DescribeEventsRequest, DescribeEventsResponse> {
    private final DatabaseEventStore store;
    private final InstantSource clock;

    @Inject
    public DescribeEventsHandler(DatabaseEventStore store, InstantSource clock) {
        super(Operation.of(Service.RDS, "DescribeEvents", DescribeEventsRequest::builder));
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Uni<DescribeEventsResponse> apply(DescribeEventsRequest request, Call call) {
        EventQuery query = new EventQuery(request);
        int limit = Records.limit(request.maxRecords());
        Span span = query.span(call.caller(), clock.instant());
        return page(query, span, Optional.ofNullable(request.marker()), new Page<>(List.of(), Optional.empty()), limit)
                .onFailure(AwsException.class)
                .transform(refusal -> Records.invalidMarker(request.marker()))
                .map(page -> DescribeEventsResponse.builder()
                        .events(page.items().stream()
                                .map(DescribeEventsHandler::answer)
                                .toList())
                        .marker(page.next().orElse(null))
                        .build());
    }

    /** Reads on until the page is full or there is nothing more: an event that does not pass takes no place. */
    private Uni<Page<DatabaseEvent>> page(
            EventQuery query, Span span, Optional<String> after, Page<DatabaseEvent> found, int limit) {
        int missing = limit - found.items().size();
        return Uni.createFrom()
                .completionStage(() -> store.list(span, after, missing))
                .chain(read -> {
                    List<DatabaseEvent> all = new ArrayList<>(found.items());
                    read.items().stream().filter(query::passes).forEach(all::add);
                    Page<DatabaseEvent> page = new Page<>(all, read.next());
                    return all.size() == limit || read.next().isEmpty()
                            ? Uni.createFrom().item(page)
                            : page(query, span, read.next(), page, limit);
                });
    }

    private static Event answer(DatabaseEvent event) {
        return Event.builder()
                .sourceIdentifier(event.source().identifier())
                .sourceType(EventQuery.type(event.source().kind()))
                .sourceArn(event.source().arn())
                .eventCategories(event.category())
                .message(event.message())
                .date(event.date())
                .build();
    }
}
