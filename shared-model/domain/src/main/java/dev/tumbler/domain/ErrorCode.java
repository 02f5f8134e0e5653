package dev.tumbler.domain;

/**
 * The error codes that AWS answers with, each with its HTTP status and whose fault it is.
 *
 * <p>Secrets Manager answers 400 for every client error, also for what is missing; RDS and Lambda answer 404 for that.
 */
public enum ErrorCode {
    ACCESS_DENIED("AccessDeniedException", 400),
    DECRYPTION_FAILURE("DecryptionFailure", 400),
    ENCRYPTION_FAILURE("EncryptionFailure", 400),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", 400),
    INTERNAL_SERVICE_ERROR("InternalServiceError", 500),
    INVALID_NEXT_TOKEN("InvalidNextTokenException", 400),
    INVALID_PARAMETER("InvalidParameterException", 400),
    INVALID_REQUEST("InvalidRequestException", 400),
    INVALID_SIGNATURE("InvalidSignatureException", 400),
    LIMIT_EXCEEDED("LimitExceededException", 400),
    MALFORMED_HTTP_REQUEST("MalformedHttpRequestException", 400),
    MALFORMED_POLICY_DOCUMENT("MalformedPolicyDocumentException", 400),
    MISSING_AUTHENTICATION_TOKEN("MissingAuthenticationTokenException", 400),
    PUBLIC_POLICY("PublicPolicyException", 400),
    REQUEST_TOO_LARGE("RequestEntityTooLargeException", 413),
    RESOURCE_EXISTS("ResourceExistsException", 400),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 400),
    SERIALIZATION("SerializationException", 400),
    THROTTLING("ThrottlingException", 400),
    UNKNOWN_OPERATION("UnknownOperationException", 400),
    UNRECOGNIZED_CLIENT("UnrecognizedClientException", 400),
    VALIDATION("ValidationException", 400),

    EVENTS_INTERNAL("InternalException", 500),
    EVENTS_INVALID_PATTERN("InvalidEventPatternException", 400),

    KMS_ALREADY_EXISTS("AlreadyExistsException", 400),
    KMS_DISABLED("DisabledException", 400),
    KMS_DRY_RUN("DryRunOperationException", 412),
    KMS_INCORRECT_KEY("IncorrectKeyException", 400),
    KMS_INTERNAL("KMSInternalException", 500),
    KMS_INVALID_ALIAS_NAME("InvalidAliasNameException", 400),
    KMS_INVALID_ARN("InvalidArnException", 400),
    KMS_INVALID_CIPHERTEXT("InvalidCiphertextException", 400),
    KMS_INVALID_GRANT_TOKEN("InvalidGrantTokenException", 400),
    KMS_INVALID_KEY_USAGE("InvalidKeyUsageException", 400),
    KMS_INVALID_MARKER("InvalidMarkerException", 400),
    KMS_INVALID_STATE("KMSInvalidStateException", 400),
    KMS_MALFORMED_POLICY("MalformedPolicyDocumentException", 400),
    KMS_NOT_AUTHORIZED("NotAuthorizedException", 400),
    KMS_NOT_FOUND("NotFoundException", 400),
    KMS_TAG("TagException", 400),
    KMS_UNSUPPORTED("UnsupportedOperationException", 400),

    LAMBDA_CONFLICT("ResourceConflictException", 409),
    LAMBDA_FORBIDDEN("AccessDeniedException", 403),
    LAMBDA_INVALID_CONTENT("InvalidRequestContentException", 400),
    LAMBDA_INVALID_PARAMETER_VALUE("InvalidParameterValueException", 400),
    LAMBDA_NOT_FOUND("ResourceNotFoundException", 404),
    LAMBDA_POLICY_TOO_LONG("PolicyLengthExceededException", 400),
    LAMBDA_PRECONDITION_FAILED("PreconditionFailedException", 412),
    LAMBDA_REQUEST_TOO_LARGE("RequestTooLargeException", 413),
    LAMBDA_SERVICE("ServiceException", 500),
    LAMBDA_TOO_MANY_REQUESTS("TooManyRequestsException", 429),

    DB_CLUSTER_ALREADY_EXISTS("DBClusterAlreadyExistsFault", 400),
    DB_CLUSTER_NOT_FOUND("DBClusterNotFoundFault", 404),
    DB_INSTANCE_ALREADY_EXISTS("DBInstanceAlreadyExists", 400),
    DB_INSTANCE_NOT_FOUND("DBInstanceNotFound", 404),
    INTERNAL_FAILURE("InternalFailure", 500),
    INVALID_ACTION("InvalidAction", 400),
    INVALID_CLIENT_TOKEN_ID("InvalidClientTokenId", 403),
    INVALID_DB_CLUSTER_STATE("InvalidDBClusterStateFault", 400),
    INVALID_DB_INSTANCE_STATE("InvalidDBInstanceState", 400),
    INVALID_PARAMETER_COMBINATION("InvalidParameterCombination", 400),
    INVALID_PARAMETER_VALUE("InvalidParameterValue", 400),
    INVALID_S3_BUCKET("InvalidS3BucketFault", 400),
    KMS_KEY_NOT_ACCESSIBLE("KMSKeyNotAccessibleFault", 400),
    MALFORMED_QUERY_STRING("MalformedQueryString", 400),
    MISSING_AUTHENTICATION_TOKEN_QUERY("MissingAuthenticationToken", 403),
    MISSING_PARAMETER("MissingParameter", 400),
    QUERY_ACCESS_DENIED("AccessDenied", 403),
    QUERY_INCOMPLETE_SIGNATURE("IncompleteSignature", 403),
    QUERY_REQUEST_TOO_LARGE("RequestEntityTooLarge", 413),
    SIGNATURE_DOES_NOT_MATCH("SignatureDoesNotMatch", 403),
    SOURCE_CLUSTER_NOT_SUPPORTED("SourceClusterNotSupportedFault", 400),
    SOURCE_DATABASE_NOT_SUPPORTED("SourceDatabaseNotSupportedFault", 400);

    /** Whose fault an error is, as clients see it. */
    public enum Fault {
        CALLER,
        SERVICE
    }

    private final String wireName;
    private final int httpStatus;

    ErrorCode(String wireName, int httpStatus) {
        this.wireName = wireName;
        this.httpStatus = httpStatus;
    }

    /** The code as it stands in the answer. */
    public String wireName() {
        return wireName;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public Fault fault() {
        return httpStatus >= 500 ? Fault.SERVICE : Fault.CALLER;
    }
}
