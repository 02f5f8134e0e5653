package dev.tumbler.rotation;

import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.awscore.AwsServiceClientConfiguration;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.regions.Region;

/** Sends a call to the region of an ARN: a service answers for one region, and a client may be made for another. */
final class ArnRegion {
    private static final int PARTS = 6;
    private static final int REGION = 3;

    private ArnRegion() {}

    /** For the request of the call. What is no ARN leaves the client's own region. */
    static Consumer<AwsRequestOverrideConfiguration.Builder> of(String arn) {
        String[] parts = arn.split(":", PARTS);
        return parts.length == PARTS && !parts[REGION].isEmpty()
                ? request -> request.addPlugin(client -> place(client, Region.of(parts[REGION])))
                : request -> {};
    }

    private static void place(SdkServiceClientConfiguration.Builder client, Region region) {
        if (client instanceof AwsServiceClientConfiguration.Builder regional) {
            regional.region(region);
        }
    }
}
