import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;

public class Hello implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        context.getLogger().log("java was here");
        if (event.containsKey("fail")) {
            throw new IllegalStateException("no luck");
        }
        return Map.of("event", event, "name", context.getFunctionName());
    }
}
