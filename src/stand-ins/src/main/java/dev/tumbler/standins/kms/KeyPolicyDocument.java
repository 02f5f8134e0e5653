package dev.tumbler.standins.kms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.tumbler.domain.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key policy, checked as far as AWS checks it when it is set. It reads the document and nothing else. */
record KeyPolicyDocument(List<KeyPolicyStatement> statements) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final Set<String> VERSIONS = Set.of("2012-10-17", "2008-10-17");
    private static final Set<String> EFFECTS = Set.of("Allow", "Deny");
    private static final Set<String> DOCUMENT = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");
    private static final String PUT_KEY_POLICY = "kms:PutKeyPolicy";
    private static final Pattern ROLE_SESSION =
            Pattern.compile("arn:(aws[a-z-]*):sts::(\\d{12}):assumed-role/([^/]++)/.*+");

    /** The policy, or AWS's error. */
    static KeyPolicyDocument parse(String text) {
        JsonNode json = read(text);
        require(json.isObject() && DOCUMENT.containsAll(names(json)), "Syntax errors in policy.");
        require(
                !json.has("Version") || VERSIONS.contains(json.get("Version").asText()),
                "The policy must contain a valid version string.");
        JsonNode statement = json.path("Statement");
        List<KeyPolicyStatement> statements = new ArrayList<>();
        if (statement.isArray()) {
            statement.forEach(each -> statements.add(statement(each)));
        } else {
            statements.add(statement(statement));
        }
        require(!statements.isEmpty(), "Syntax errors in policy.");
        return new KeyPolicyDocument(statements);
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException malformed) {
            throw KmsErrors.malformedPolicy("The policy is not valid JSON.");
        }
    }

    private static Set<String> names(JsonNode json) {
        return Set.copyOf(json.properties().stream().map(Map.Entry::getKey).toList());
    }

    private static KeyPolicyStatement statement(JsonNode json) {
        require(json.isObject() && STATEMENT.containsAll(names(json)), "Syntax errors in policy.");
        require(EFFECTS.contains(json.path("Effect").asText()), "Syntax errors in policy.");
        require(one(json, "Principal"), "Policy statement must contain principals.");
        require(one(json, "Action"), "Policy statement must contain actions.");
        require(one(json, "Resource"), "Policy statement must contain resources.");
        require(conditions(json.path("Condition")), "Syntax errors in policy.");
        return new KeyPolicyStatement(json);
    }

    /** Exactly one of an element and its opposite, which says something. */
    private static boolean one(JsonNode json, String name) {
        JsonNode element = json.has(name) ? json.path(name) : json.path("Not" + name);
        boolean both = json.has(name) && json.has("Not" + name);
        return !both && (element.isObject() ? name.equals("Principal") && !element.isEmpty() : isTexts(element));
    }

    private static boolean isTexts(JsonNode element) {
        boolean list = element.isArray() && !element.isEmpty();
        return element.isTextual() || (list && KeyPolicyStatement.texts(element).size() == element.size());
    }

    private static boolean conditions(JsonNode json) {
        return json.isMissingNode()
                || (json.isObject()
                        && json.properties().stream()
                                .allMatch(test -> test.getValue().isObject()));
    }

    // unsourced: the words are those that IAM has for the same faults
    private static void require(boolean holds, String message) {
        if (!holds) {
            throw KmsErrors.malformedPolicy(message);
        }
    }

    /**
     * Whether the caller or its account can set another policy after this one. A statement for the account counts for the
     * account, whose own policies then decide. A condition counts as met only where the call says so for certain.
     */
    boolean canBeReplaced(Caller caller, String keyArn) {
        String root = "arn:" + partition(caller.arn()) + ":iam::" + caller.account() + ":root";
        Set<String> account = Set.of("*", caller.account(), root);
        List<String> own = new ArrayList<>(account);
        own.add(caller.arn());
        own.add(role(caller.arn()));
        return lets(Set.copyOf(own), caller.arn(), caller, keyArn) || lets(account, root, caller, keyArn);
    }

    private boolean lets(Set<String> principals, String arn, Caller caller, String keyArn) {
        Map<String, String> context = Map.of(
                "kms:calleraccount", caller.account(),
                "aws:principalaccount", caller.account(),
                "aws:principalarn", role(arn));
        KeyPolicyStatement.Question question =
                new KeyPolicyStatement.Question(principals, PUT_KEY_POLICY, keyArn, context);
        List<KeyPolicyStatement> applying =
                statements.stream().filter(each -> each.appliesTo(question)).toList();
        return !applying.isEmpty() && applying.stream().allMatch(KeyPolicyStatement::allows);
    }

    private static String partition(String arn) {
        return arn.startsWith("arn:aws") ? arn.split(":", 3)[1] : "aws";
    }

    /** The role of a session, and anybody else as it is. */
    private static String role(String arn) {
        Matcher session = ROLE_SESSION.matcher(arn);
        return session.matches()
                ? "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + session.group(3)
                : arn;
    }
}
