package dev.tumbler.store;

import dev.tumbler.domain.database.DatabaseEvent;
import dev.tumbler.domain.database.DatabaseId;
import dev.tumbler.domain.event.DomainEvent;
import dev.tumbler.domain.event.DomainEvent.DatabaseTold;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The events of databases as items of their own: they outlive what they tell of, and are never changed. */
final class DatabaseEventItems {
    private DatabaseEventItems() {}

    /** What is written of a decision's events, in one batch with the decision. */
    static List<Write> writes(List<DomainEvent> events, Stamp stamp) {
        List<DatabaseEvent> told = events.stream()
                .filter(DatabaseTold.class::isInstance)
                .map(event -> ((DatabaseTold) event).event())
                .toList();
        return IntStream.range(0, told.size())
                .mapToObj(place -> put(told.get(place), place, stamp))
                .toList();
    }

    /** The same moment may have several events of one write, and of several writes: their order and the write tell them apart. */
    private static Write put(DatabaseEvent event, int place, Stamp stamp) {
        Key key = Keys.databaseEvent(event, place, stamp.writeIds().get(0));
        Map<Index, Key> entries = Map.of(
                Index.LISTING, Keys.databaseEventListing(event, key),
                Index.WORK, Keys.toldDatabaseEvent(key));
        Document document = new Document()
                .with("source", event.source().arn())
                .with("eventId", event.eventId())
                .with("category", event.category())
                .with("message", event.message())
                .withMoment("date", event.date());
        return new Write.Put(new Item(key, stamp, entries, document.fields()), Optional.empty());
    }

    static DatabaseEvent read(Item item) {
        Fields fields = new Fields(item.document());
        return new DatabaseEvent(
                DatabaseId.ofArn(fields.text("source")).orElseThrow(),
                fields.text("eventId"),
                fields.text("category"),
                fields.text("message"),
                fields.moment("date"));
    }
}
