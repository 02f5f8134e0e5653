package dev.tumbler.domain.rotation;

import com.cronutils.model.definition.CronConstraintsFactory;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import dev.tumbler.domain.AwsException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code cron(…)} as Secrets Manager takes it, which is narrower than elsewhere in AWS:
 *
 * <table>
 * <caption>The fields</caption>
 * <tr><th>field</th><th>values</th><th>wildcards</th></tr>
 * <tr><td>minutes</td><td>0</td><td></td></tr>
 * <tr><td>hours</td><td>0-23</td><td>/ with steps of 4 hours or more</td></tr>
 * <tr><td>day of month</td><td>1-31</td><td>, - * ? / L</td></tr>
 * <tr><td>month</td><td>1-12, JAN-DEC</td><td>, - * /</td></tr>
 * <tr><td>day of week</td><td>1-7, SUN-SAT</td><td># , - * ? / L</td></tr>
 * <tr><td>year</td><td>*</td><td></td></tr>
 * </table>
 *
 * @param fields the first five fields
 * @param lastStart the hour in which the last window of a day opens
 * @param step the hours between the windows of a day; empty where a day has one
 */
record Cron(String fields, int lastStart, Optional<Integer> step) implements RotationSchedule {
    private static final int HOURS_OF_DAY = 24;
    private static final int LEAST_STEP = 4;

    private static final Pattern EXPRESSION =
            Pattern.compile("cron\\((0 (\\d{1,2})?(?:/(\\d{1,2}))? [\\dL,*?/-]+ [\\dA-Z,*/-]+ [\\dA-Z#,*?/-]+) \\*\\)");

    private static final CronDefinition DEFINITION = CronDefinitionBuilder.defineCron()
            .withMinutes()
            .and()
            .withHours()
            .and()
            .withDayOfMonth()
            .supportsL()
            .supportsQuestionMark()
            .and()
            .withMonth()
            .and()
            .withDayOfWeek()
            .withValidRange(1, 7)
            .withMondayDoWValue(2)
            .supportsHash()
            .supportsL()
            .supportsQuestionMark()
            .and()
            .withCronValidation(CronConstraintsFactory.ensureEitherDayOfWeekOrDayOfMonth())
            .instance();

    static Cron parse(String expression) {
        Matcher matcher = EXPRESSION.matcher(expression);
        if (!matcher.matches()) {
            throw RotationSchedule.invalid();
        }
        Optional<Integer> start = Optional.ofNullable(matcher.group(2)).map(Integer::valueOf);
        Optional<Integer> step = Optional.ofNullable(matcher.group(3)).map(Integer::valueOf);
        if ((start.isEmpty() && step.isEmpty()) || step.filter(Cron::isNoStep).isPresent()) {
            throw RotationSchedule.invalid();
        }
        return new Cron(matcher.group(1), lastStart(start.orElse(0), step), step).checked();
    }

    private static boolean isNoStep(int hours) {
        return hours < LEAST_STEP || hours >= HOURS_OF_DAY;
    }

    private static int lastStart(int start, Optional<Integer> step) {
        return step.map(each -> start + (HOURS_OF_DAY - 1 - start) / each * each)
                .orElse(start);
    }

    /** A date that never comes, such as the 31st of February, is as bad as one that cannot be read. */
    private Cron checked() {
        try {
            if (next(Instant.EPOCH).isPresent()) {
                return this;
            }
        } catch (IllegalArgumentException unreadable) {
            throw RotationSchedule.invalid();
        }
        throw RotationSchedule.invalid();
    }

    private Optional<Instant> next(Instant after) {
        return ExecutionTime.forCron(new CronParser(DEFINITION).parse(fields))
                .nextExecution(after.atZone(ZoneOffset.UTC))
                .map(Instant::from);
    }

    @Override
    public Instant opens(Instant lastSet) {
        return next(lastSet).orElseThrow();
    }

    @Override
    public Instant closes(Instant opens) {
        return step.isPresent() ? opens.plus(Duration.ofHours(1)) : EveryDays.endOfDay(opens);
    }

    @Override
    public void checkDuration(int hours) {
        boolean overlaps = step.filter(each -> hours > each).isPresent();
        if (overlaps || lastStart + hours > HOURS_OF_DAY) {
            throw AwsException.invalidParameter("Starting hour and duration must be within a day.");
        }
    }
}
