package dev.tumbler.router.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tumbler.domain.AwsException;
import dev.tumbler.domain.ErrorCode;
import dev.tumbler.frontdoor.BodyLimit;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {
    private static final int PART = 1 << 16;
    private final BodyMemory memory = new BodyMemory(64L << 20);

    private static void fill(BodyMemory.Share share, int bytes) {
        for (int taken = 0; taken < bytes; taken += PART) {
            share.take(Math.min(PART, bytes - taken));
        }
    }

    @Test
    void oneUploadOfCodeFitsWhateverTheMemory() {
        assertThatCode(() -> fill(memory.share(BodyLimit.MOST_BYTES_OF_CODE), BodyLimit.MOST_BYTES_OF_CODE))
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsTooMuchAtOnceIsRefusedUntilMemoryIsBack() {
        BodyMemory.Share first = memory.share(BodyLimit.MOST_BYTES_OF_CODE);
        fill(first, BodyLimit.MOST_BYTES_OF_CODE);
        BodyMemory.Share second = memory.share(BodyLimit.MOST_BYTES_OF_CODE);

        assertThatThrownBy(() -> fill(second, BodyLimit.MOST_BYTES_OF_CODE))
                .isInstanceOfSatisfying(AwsException.class, refusal -> assertThat(refusal.code())
                        .isEqualTo(ErrorCode.THROTTLING));

        first.close();
        first.close();
        second.close();
        assertThatCode(() -> fill(memory.share(BodyLimit.MOST_BYTES_OF_CODE), BodyLimit.MOST_BYTES_OF_CODE))
                .doesNotThrowAnyException();
    }

    @Test
    void smallCallsAreReadHoweverManyLargeOnesThereAre() {
        for (int i = 0; i < 8; i++) {
            fill(memory.share(BodyLimit.MOST_BYTES), BodyLimit.MOST_BYTES);
        }
        BodyMemory.Share large = memory.share(BodyLimit.MOST_BYTES);
        assertThatThrownBy(() -> fill(large, BodyLimit.MOST_BYTES)).isInstanceOf(AwsException.class);

        assertThatCode(() -> memory.share(BodyLimit.MOST_BYTES).take(PART)).doesNotThrowAnyException();
    }
}
