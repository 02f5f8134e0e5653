package dev.tumbler.rds;

import dev.tumbler.domain.store.Page;
import dev.tumbler.wire.Call;
import dev.tumbler.wire.Operation;
import dev.tumbler.wire.OperationHandler;
import dev.tumbler.wire.Service;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsRequest;
import software.amazon.awssdk.services.rds.model.DescribeDbEngineVersionsResponse;

/**
 * DescribeDBEngineVersions: the engines and versions that can be run here. A version that is not offered is none, as in
 * AWS, and so is an engine; what AWS answers for an engine it does not know is not published.
 */
@Named("DescribeDBEngineVersions")
@Singleton
public class DescribeDBEngineVersionsHandler
        extends OperationHandler<DescribeDbEngineVersionsRequest, DescribeDbEngineVersionsResponse> {
    private final EngineOffers engines;

    @Inject
    public DescribeDBEngineVersionsHandler(EngineOffers engines) {
        super(Operation.of(Service.RDS, "DescribeDBEngineVersions", DescribeDbEngineVersionsRequest::builder));
        this.engines = engines;
    }

    @Override
    public Uni<DescribeDbEngineVersionsResponse> apply(DescribeDbEngineVersionsRequest request, Call call) {
        boolean defaults = Boolean.TRUE.equals(request.defaultOnly());
        if (defaults && Boolean.TRUE.equals(request.includeAll())) {
            throw RdsErrors.invalidCombination("Cannot specify both IncludeAll and DefaultOnly flags.");
        }
        List<OfferedVersion> found = OfferedVersion.filters(request.filters())
                .passed(wanted(request)
                        .filter(each -> !defaults || isDefault(each, request))
                        .toList());
        Page<OfferedVersion> page = Records.page(found, request.marker(), request.maxRecords());
        return Uni.createFrom()
                .item(DescribeDbEngineVersionsResponse.builder()
                        .dbEngineVersions(page.items().stream()
                                .map(OfferedVersion::answer)
                                .toList())
                        .marker(page.next().orElse(null))
                        .build());
    }

    private Stream<OfferedVersion> wanted(DescribeDbEngineVersionsRequest request) {
        return engines.all().stream()
                .filter(each -> request.engine() == null || request.engine().equals(each.engineName()))
                .filter(each -> request.engineVersion() == null || each.answersTo(request.engineVersion()))
                .filter(each -> request.dbParameterGroupFamily() == null
                        || request.dbParameterGroupFamily().equals(each.family()));
    }

    /** There is one version of each major, so whoever names the major gets its default. */
    private static boolean isDefault(OfferedVersion version, DescribeDbEngineVersionsRequest request) {
        return request.engineVersion() != null || version.first();
    }
}
