package io.quarkiverse.psycopg.error;

import io.quarkiverse.psycopg.error.condition.ActiveSqlTransactionException;
import io.quarkiverse.psycopg.error.condition.AdminShutdownException;
import io.quarkiverse.psycopg.error.condition.AmbiguousAliasException;
import io.quarkiverse.psycopg.error.condition.AmbiguousColumnException;
import io.quarkiverse.psycopg.error.condition.AmbiguousFunctionException;
import io.quarkiverse.psycopg.error.condition.AmbiguousParameterException;
import io.quarkiverse.psycopg.error.condition.ArraySubscriptException;
import io.quarkiverse.psycopg.error.condition.AssertFailureException;
import io.quarkiverse.psycopg.error.condition.BadCopyFileFormatException;
import io.quarkiverse.psycopg.error.condition.BranchTransactionAlreadyActiveException;
import io.quarkiverse.psycopg.error.condition.CannotCoerceException;
import io.quarkiverse.psycopg.error.condition.CannotConnectNowException;
import io.quarkiverse.psycopg.error.condition.CantChangeRuntimeParamException;
import io.quarkiverse.psycopg.error.condition.CardinalityViolationException;
import io.quarkiverse.psycopg.error.condition.CaseNotFoundException;
import io.quarkiverse.psycopg.error.condition.CharacterNotInRepertoireException;
import io.quarkiverse.psycopg.error.condition.CheckViolationException;
import io.quarkiverse.psycopg.error.condition.CollationMismatchException;
import io.quarkiverse.psycopg.error.condition.ConfigFileException;
import io.quarkiverse.psycopg.error.condition.ConfigurationLimitExceededException;
import io.quarkiverse.psycopg.error.condition.ConnectionDoesNotExistException;
import io.quarkiverse.psycopg.error.condition.ConnectionExceptionException;
import io.quarkiverse.psycopg.error.condition.ConnectionFailureException;
import io.quarkiverse.psycopg.error.condition.ContainingSqlNotPermittedException;
import io.quarkiverse.psycopg.error.condition.CrashShutdownException;
import io.quarkiverse.psycopg.error.condition.DataCorruptedException;
import io.quarkiverse.psycopg.error.condition.DataExceptionException;
import io.quarkiverse.psycopg.error.condition.DatabaseDroppedException;
import io.quarkiverse.psycopg.error.condition.DatatypeMismatchException;
import io.quarkiverse.psycopg.error.condition.DatetimeFieldOverflowException;
import io.quarkiverse.psycopg.error.condition.DeadlockDetectedException;
import io.quarkiverse.psycopg.error.condition.DependentObjectsStillExistException;
import io.quarkiverse.psycopg.error.condition.DependentPrivilegeDescriptorsStillExistException;
import io.quarkiverse.psycopg.error.condition.DiagnosticsExceptionException;
import io.quarkiverse.psycopg.error.condition.DiskFullException;
import io.quarkiverse.psycopg.error.condition.DivisionByZeroException;
import io.quarkiverse.psycopg.error.condition.DuplicateAliasException;
import io.quarkiverse.psycopg.error.condition.DuplicateColumnException;
import io.quarkiverse.psycopg.error.condition.DuplicateCursorException;
import io.quarkiverse.psycopg.error.condition.DuplicateDatabaseException;
import io.quarkiverse.psycopg.error.condition.DuplicateFileException;
import io.quarkiverse.psycopg.error.condition.DuplicateFunctionException;
import io.quarkiverse.psycopg.error.condition.DuplicateJsonObjectKeyValueException;
import io.quarkiverse.psycopg.error.condition.DuplicateObjectException;
import io.quarkiverse.psycopg.error.condition.DuplicatePreparedStatementException;
import io.quarkiverse.psycopg.error.condition.DuplicateSchemaException;
import io.quarkiverse.psycopg.error.condition.DuplicateTableException;
import io.quarkiverse.psycopg.error.condition.ErrorInAssignmentException;
import io.quarkiverse.psycopg.error.condition.EscapeCharacterConflictException;
import io.quarkiverse.psycopg.error.condition.EventTriggerProtocolViolatedException;
import io.quarkiverse.psycopg.error.condition.ExclusionViolationException;
import io.quarkiverse.psycopg.error.condition.ExternalRoutineExceptionException;
import io.quarkiverse.psycopg.error.condition.ExternalRoutineInvocationExceptionException;
import io.quarkiverse.psycopg.error.condition.FdwColumnNameNotFoundException;
import io.quarkiverse.psycopg.error.condition.FdwDynamicParameterValueNeededException;
import io.quarkiverse.psycopg.error.condition.FdwException;
import io.quarkiverse.psycopg.error.condition.FdwFunctionSequenceException;
import io.quarkiverse.psycopg.error.condition.FdwInconsistentDescriptorInformationException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidAttributeValueException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidColumnNameException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidColumnNumberException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidDataTypeDescriptorsException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidDataTypeException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidDescriptorFieldIdentifierException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidHandleException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidOptionIndexException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidOptionNameException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidStringFormatException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidStringLengthOrBufferLengthException;
import io.quarkiverse.psycopg.error.condition.FdwInvalidUseOfNullPointerException;
import io.quarkiverse.psycopg.error.condition.FdwNoSchemasException;
import io.quarkiverse.psycopg.error.condition.FdwOptionNameNotFoundException;
import io.quarkiverse.psycopg.error.condition.FdwOutOfMemoryException;
import io.quarkiverse.psycopg.error.condition.FdwReplyHandleException;
import io.quarkiverse.psycopg.error.condition.FdwSchemaNotFoundException;
import io.quarkiverse.psycopg.error.condition.FdwTableNotFoundException;
import io.quarkiverse.psycopg.error.condition.FdwTooManyHandlesException;
import io.quarkiverse.psycopg.error.condition.FdwUnableToCreateExecutionException;
import io.quarkiverse.psycopg.error.condition.FdwUnableToCreateReplyException;
import io.quarkiverse.psycopg.error.condition.FdwUnableToEstablishConnectionException;
import io.quarkiverse.psycopg.error.condition.FeatureNotSupportedException;
import io.quarkiverse.psycopg.error.condition.FileNameTooLongException;
import io.quarkiverse.psycopg.error.condition.FloatingPointExceptionException;
import io.quarkiverse.psycopg.error.condition.ForeignKeyViolationException;
import io.quarkiverse.psycopg.error.condition.FunctionExecutedNoReturnStatementException;
import io.quarkiverse.psycopg.error.condition.GeneratedAlwaysException;
import io.quarkiverse.psycopg.error.condition.GroupingException;
import io.quarkiverse.psycopg.error.condition.HeldCursorRequiresSameIsolationLevelException;
import io.quarkiverse.psycopg.error.condition.IdleInTransactionSessionTimeoutException;
import io.quarkiverse.psycopg.error.condition.IdleSessionTimeoutException;
import io.quarkiverse.psycopg.error.condition.InFailedSqlTransactionException;
import io.quarkiverse.psycopg.error.condition.InappropriateAccessModeForBranchTransactionException;
import io.quarkiverse.psycopg.error.condition.InappropriateIsolationLevelForBranchTransactionException;
import io.quarkiverse.psycopg.error.condition.IndeterminateCollationException;
import io.quarkiverse.psycopg.error.condition.IndeterminateDatatypeException;
import io.quarkiverse.psycopg.error.condition.IndexCorruptedException;
import io.quarkiverse.psycopg.error.condition.IndicatorOverflowException;
import io.quarkiverse.psycopg.error.condition.InsufficientPrivilegeException;
import io.quarkiverse.psycopg.error.condition.InsufficientResourcesException;
import io.quarkiverse.psycopg.error.condition.IntegrityConstraintViolationException;
import io.quarkiverse.psycopg.error.condition.InternalErrorException;
import io.quarkiverse.psycopg.error.condition.IntervalFieldOverflowException;
import io.quarkiverse.psycopg.error.condition.InvalidArgumentForLogarithmException;
import io.quarkiverse.psycopg.error.condition.InvalidArgumentForNthValueFunctionException;
import io.quarkiverse.psycopg.error.condition.InvalidArgumentForNtileFunctionException;
import io.quarkiverse.psycopg.error.condition.InvalidArgumentForPowerFunctionException;
import io.quarkiverse.psycopg.error.condition.InvalidArgumentForSqlJsonDatetimeFunctionException;
import io.quarkiverse.psycopg.error.condition.InvalidArgumentForWidthBucketFunctionException;
import io.quarkiverse.psycopg.error.condition.InvalidArgumentForXqueryException;
import io.quarkiverse.psycopg.error.condition.InvalidAuthorizationSpecificationException;
import io.quarkiverse.psycopg.error.condition.InvalidBinaryRepresentationException;
import io.quarkiverse.psycopg.error.condition.InvalidCatalogNameException;
import io.quarkiverse.psycopg.error.condition.InvalidCharacterValueForCastException;
import io.quarkiverse.psycopg.error.condition.InvalidColumnDefinitionException;
import io.quarkiverse.psycopg.error.condition.InvalidColumnReferenceException;
import io.quarkiverse.psycopg.error.condition.InvalidCursorDefinitionException;
import io.quarkiverse.psycopg.error.condition.InvalidCursorNameException;
import io.quarkiverse.psycopg.error.condition.InvalidCursorStateException;
import io.quarkiverse.psycopg.error.condition.InvalidDatabaseDefinitionException;
import io.quarkiverse.psycopg.error.condition.InvalidDatetimeFormatException;
import io.quarkiverse.psycopg.error.condition.InvalidEscapeCharacterException;
import io.quarkiverse.psycopg.error.condition.InvalidEscapeOctetException;
import io.quarkiverse.psycopg.error.condition.InvalidEscapeSequenceException;
import io.quarkiverse.psycopg.error.condition.InvalidForeignKeyException;
import io.quarkiverse.psycopg.error.condition.InvalidFunctionDefinitionException;
import io.quarkiverse.psycopg.error.condition.InvalidGrantOperationException;
import io.quarkiverse.psycopg.error.condition.InvalidGrantorException;
import io.quarkiverse.psycopg.error.condition.InvalidIndicatorParameterValueException;
import io.quarkiverse.psycopg.error.condition.InvalidJsonTextException;
import io.quarkiverse.psycopg.error.condition.InvalidLocatorSpecificationException;
import io.quarkiverse.psycopg.error.condition.InvalidNameException;
import io.quarkiverse.psycopg.error.condition.InvalidObjectDefinitionException;
import io.quarkiverse.psycopg.error.condition.InvalidParameterValueException;
import io.quarkiverse.psycopg.error.condition.InvalidPasswordException;
import io.quarkiverse.psycopg.error.condition.InvalidPrecedingOrFollowingSizeException;
import io.quarkiverse.psycopg.error.condition.InvalidPreparedStatementDefinitionException;
import io.quarkiverse.psycopg.error.condition.InvalidRecursionException;
import io.quarkiverse.psycopg.error.condition.InvalidRegularExpressionException;
import io.quarkiverse.psycopg.error.condition.InvalidRoleSpecificationException;
import io.quarkiverse.psycopg.error.condition.InvalidRowCountInLimitClauseException;
import io.quarkiverse.psycopg.error.condition.InvalidRowCountInResultOffsetClauseException;
import io.quarkiverse.psycopg.error.condition.InvalidSavepointSpecificationException;
import io.quarkiverse.psycopg.error.condition.InvalidSchemaDefinitionException;
import io.quarkiverse.psycopg.error.condition.InvalidSchemaNameException;
import io.quarkiverse.psycopg.error.condition.InvalidSqlJsonSubscriptException;
import io.quarkiverse.psycopg.error.condition.InvalidSqlStatementNameException;
import io.quarkiverse.psycopg.error.condition.InvalidSqlstateReturnedException;
import io.quarkiverse.psycopg.error.condition.InvalidTableDefinitionException;
import io.quarkiverse.psycopg.error.condition.InvalidTablesampleArgumentException;
import io.quarkiverse.psycopg.error.condition.InvalidTablesampleRepeatException;
import io.quarkiverse.psycopg.error.condition.InvalidTextRepresentationException;
import io.quarkiverse.psycopg.error.condition.InvalidTimeZoneDisplacementValueException;
import io.quarkiverse.psycopg.error.condition.InvalidTransactionInitiationException;
import io.quarkiverse.psycopg.error.condition.InvalidTransactionStateException;
import io.quarkiverse.psycopg.error.condition.InvalidTransactionTerminationException;
import io.quarkiverse.psycopg.error.condition.InvalidUseOfEscapeCharacterException;
import io.quarkiverse.psycopg.error.condition.InvalidXmlCommentException;
import io.quarkiverse.psycopg.error.condition.InvalidXmlContentException;
import io.quarkiverse.psycopg.error.condition.InvalidXmlDocumentException;
import io.quarkiverse.psycopg.error.condition.InvalidXmlProcessingInstructionException;
import io.quarkiverse.psycopg.error.condition.IoException;
import io.quarkiverse.psycopg.error.condition.LocatorExceptionException;
import io.quarkiverse.psycopg.error.condition.LockFileExistsException;
import io.quarkiverse.psycopg.error.condition.LockNotAvailableException;
import io.quarkiverse.psycopg.error.condition.ModifyingSqlDataNotPermittedException;
import io.quarkiverse.psycopg.error.condition.ModifyingSqlDataNotPermittedExtException;
import io.quarkiverse.psycopg.error.condition.MoreThanOneSqlJsonItemException;
import io.quarkiverse.psycopg.error.condition.MostSpecificTypeMismatchException;
import io.quarkiverse.psycopg.error.condition.NameTooLongException;
import io.quarkiverse.psycopg.error.condition.NoActiveSqlTransactionException;
import io.quarkiverse.psycopg.error.condition.NoActiveSqlTransactionForBranchTransactionException;
import io.quarkiverse.psycopg.error.condition.NoAdditionalDynamicResultSetsReturnedException;
import io.quarkiverse.psycopg.error.condition.NoDataException;
import io.quarkiverse.psycopg.error.condition.NoDataFoundException;
import io.quarkiverse.psycopg.error.condition.NoSqlJsonItemException;
import io.quarkiverse.psycopg.error.condition.NonNumericSqlJsonItemException;
import io.quarkiverse.psycopg.error.condition.NonUniqueKeysInAJsonObjectException;
import io.quarkiverse.psycopg.error.condition.NonstandardUseOfEscapeCharacterException;
import io.quarkiverse.psycopg.error.condition.NotAnXmlDocumentException;
import io.quarkiverse.psycopg.error.condition.NotNullViolationException;
import io.quarkiverse.psycopg.error.condition.NullValueNoIndicatorParameterException;
import io.quarkiverse.psycopg.error.condition.NullValueNotAllowedException;
import io.quarkiverse.psycopg.error.condition.NullValueNotAllowedExtException;
import io.quarkiverse.psycopg.error.condition.NumericValueOutOfRangeException;
import io.quarkiverse.psycopg.error.condition.ObjectInUseException;
import io.quarkiverse.psycopg.error.condition.ObjectNotInPrerequisiteStateException;
import io.quarkiverse.psycopg.error.condition.OperatorInterventionException;
import io.quarkiverse.psycopg.error.condition.OutOfMemoryException;
import io.quarkiverse.psycopg.error.condition.PlpgsqlException;
import io.quarkiverse.psycopg.error.condition.ProgramLimitExceededException;
import io.quarkiverse.psycopg.error.condition.ProhibitedSqlStatementAttemptedException;
import io.quarkiverse.psycopg.error.condition.ProhibitedSqlStatementAttemptedExtException;
import io.quarkiverse.psycopg.error.condition.RaiseExceptionException;
import io.quarkiverse.psycopg.error.condition.ReadOnlySqlTransactionException;
import io.quarkiverse.psycopg.error.condition.ReadingSqlDataNotPermittedException;
import io.quarkiverse.psycopg.error.condition.ReadingSqlDataNotPermittedExtException;
import io.quarkiverse.psycopg.error.condition.ReservedNameException;
import io.quarkiverse.psycopg.error.condition.RestrictViolationException;
import io.quarkiverse.psycopg.error.condition.SavepointExceptionException;
import io.quarkiverse.psycopg.error.condition.SchemaAndDataStatementMixingNotSupportedException;
import io.quarkiverse.psycopg.error.condition.SequenceGeneratorLimitExceededException;
import io.quarkiverse.psycopg.error.condition.SerializationFailureException;
import io.quarkiverse.psycopg.error.condition.SingletonSqlJsonItemRequiredException;
import io.quarkiverse.psycopg.error.condition.SnapshotTooOldException;
import io.quarkiverse.psycopg.error.condition.SqlJsonArrayNotFoundException;
import io.quarkiverse.psycopg.error.condition.SqlJsonItemCannotBeCastToTargetTypeException;
import io.quarkiverse.psycopg.error.condition.SqlJsonMemberNotFoundException;
import io.quarkiverse.psycopg.error.condition.SqlJsonNumberNotFoundException;
import io.quarkiverse.psycopg.error.condition.SqlJsonObjectNotFoundException;
import io.quarkiverse.psycopg.error.condition.SqlJsonScalarRequiredException;
import io.quarkiverse.psycopg.error.condition.SqlRoutineExceptionException;
import io.quarkiverse.psycopg.error.condition.SqlStatementNotYetCompleteException;
import io.quarkiverse.psycopg.error.condition.SqlclientUnableToEstablishSqlconnectionException;
import io.quarkiverse.psycopg.error.condition.SqlserverRejectedEstablishmentOfSqlconnectionException;
import io.quarkiverse.psycopg.error.condition.SrfProtocolViolatedException;
import io.quarkiverse.psycopg.error.condition.StackedDiagnosticsAccessedWithoutActiveHandlerException;
import io.quarkiverse.psycopg.error.condition.StatementCompletionUnknownException;
import io.quarkiverse.psycopg.error.condition.StatementTooComplexException;
import io.quarkiverse.psycopg.error.condition.StringDataLengthMismatchException;
import io.quarkiverse.psycopg.error.condition.StringDataRightTruncationException;
import io.quarkiverse.psycopg.error.condition.SubstringException;
import io.quarkiverse.psycopg.error.condition.SyntaxErrorOrAccessRuleViolationException;
import io.quarkiverse.psycopg.error.condition.SyntaxException;
import io.quarkiverse.psycopg.error.condition.SystemException;
import io.quarkiverse.psycopg.error.condition.TooManyArgumentsException;
import io.quarkiverse.psycopg.error.condition.TooManyColumnsException;
import io.quarkiverse.psycopg.error.condition.TooManyConnectionsException;
import io.quarkiverse.psycopg.error.condition.TooManyJsonArrayElementsException;
import io.quarkiverse.psycopg.error.condition.TooManyJsonObjectMembersException;
import io.quarkiverse.psycopg.error.condition.TooManyRowsException;
import io.quarkiverse.psycopg.error.condition.TransactionIntegrityConstraintViolationException;
import io.quarkiverse.psycopg.error.condition.TransactionResolutionUnknownException;
import io.quarkiverse.psycopg.error.condition.TransactionTimeoutException;
import io.quarkiverse.psycopg.error.condition.TriggerProtocolViolatedException;
import io.quarkiverse.psycopg.error.condition.TriggeredActionExceptionException;
import io.quarkiverse.psycopg.error.condition.TriggeredDataChangeViolationException;
import io.quarkiverse.psycopg.error.condition.TrimException;
import io.quarkiverse.psycopg.error.condition.UndefinedColumnException;
import io.quarkiverse.psycopg.error.condition.UndefinedFileException;
import io.quarkiverse.psycopg.error.condition.UndefinedFunctionException;
import io.quarkiverse.psycopg.error.condition.UndefinedObjectException;
import io.quarkiverse.psycopg.error.condition.UndefinedParameterException;
import io.quarkiverse.psycopg.error.condition.UndefinedTableException;
import io.quarkiverse.psycopg.error.condition.UniqueViolationException;
import io.quarkiverse.psycopg.error.condition.UnsafeNewEnumValueUsageException;
import io.quarkiverse.psycopg.error.condition.UnterminatedCStringException;
import io.quarkiverse.psycopg.error.condition.UntranslatableCharacterException;
import io.quarkiverse.psycopg.error.condition.WindowingException;
import io.quarkiverse.psycopg.error.condition.WithCheckOptionViolationException;
import io.quarkiverse.psycopg.error.condition.WrongObjectTypeException;
import io.quarkiverse.psycopg.error.condition.ZeroLengthCharacterStringException;

/**
 * Which exception stands for which SQLSTATE, as a switch: nothing is loaded before it is needed, and
 * no reflection.
 * <p>
 * Generated by GenerateSqlStates from the conditions of PostgreSQL 18.6.
 */
final class SqlStateExceptions {

    private SqlStateExceptions() {
    }

    static PgException of(String sqlState, Diagnostics diagnostics) {
        switch (sqlState) {
            case "02000":
                return new NoDataException(diagnostics);
            case "02001":
                return new NoAdditionalDynamicResultSetsReturnedException(diagnostics);
            case "03000":
                return new SqlStatementNotYetCompleteException(diagnostics);
            case "08000":
                return new ConnectionExceptionException(diagnostics);
            case "08001":
                return new SqlclientUnableToEstablishSqlconnectionException(diagnostics);
            case "08003":
                return new ConnectionDoesNotExistException(diagnostics);
            case "08004":
                return new SqlserverRejectedEstablishmentOfSqlconnectionException(diagnostics);
            case "08006":
                return new ConnectionFailureException(diagnostics);
            case "08007":
                return new TransactionResolutionUnknownException(diagnostics);
            case "08P01":
                return new io.quarkiverse.psycopg.error.condition.ProtocolViolationException(diagnostics);
            case "09000":
                return new TriggeredActionExceptionException(diagnostics);
            case "0A000":
                return new FeatureNotSupportedException(diagnostics);
            case "0B000":
                return new InvalidTransactionInitiationException(diagnostics);
            case "0F000":
                return new LocatorExceptionException(diagnostics);
            case "0F001":
                return new InvalidLocatorSpecificationException(diagnostics);
            case "0L000":
                return new InvalidGrantorException(diagnostics);
            case "0LP01":
                return new InvalidGrantOperationException(diagnostics);
            case "0P000":
                return new InvalidRoleSpecificationException(diagnostics);
            case "0Z000":
                return new DiagnosticsExceptionException(diagnostics);
            case "0Z002":
                return new StackedDiagnosticsAccessedWithoutActiveHandlerException(diagnostics);
            case "10608":
                return new InvalidArgumentForXqueryException(diagnostics);
            case "20000":
                return new CaseNotFoundException(diagnostics);
            case "21000":
                return new CardinalityViolationException(diagnostics);
            case "22000":
                return new DataExceptionException(diagnostics);
            case "22001":
                return new StringDataRightTruncationException(diagnostics);
            case "22002":
                return new NullValueNoIndicatorParameterException(diagnostics);
            case "22003":
                return new NumericValueOutOfRangeException(diagnostics);
            case "22004":
                return new NullValueNotAllowedException(diagnostics);
            case "22005":
                return new ErrorInAssignmentException(diagnostics);
            case "22007":
                return new InvalidDatetimeFormatException(diagnostics);
            case "22008":
                return new DatetimeFieldOverflowException(diagnostics);
            case "22009":
                return new InvalidTimeZoneDisplacementValueException(diagnostics);
            case "2200B":
                return new EscapeCharacterConflictException(diagnostics);
            case "2200C":
                return new InvalidUseOfEscapeCharacterException(diagnostics);
            case "2200D":
                return new InvalidEscapeOctetException(diagnostics);
            case "2200F":
                return new ZeroLengthCharacterStringException(diagnostics);
            case "2200G":
                return new MostSpecificTypeMismatchException(diagnostics);
            case "2200H":
                return new SequenceGeneratorLimitExceededException(diagnostics);
            case "2200L":
                return new NotAnXmlDocumentException(diagnostics);
            case "2200M":
                return new InvalidXmlDocumentException(diagnostics);
            case "2200N":
                return new InvalidXmlContentException(diagnostics);
            case "2200S":
                return new InvalidXmlCommentException(diagnostics);
            case "2200T":
                return new InvalidXmlProcessingInstructionException(diagnostics);
            case "22010":
                return new InvalidIndicatorParameterValueException(diagnostics);
            case "22011":
                return new SubstringException(diagnostics);
            case "22012":
                return new DivisionByZeroException(diagnostics);
            case "22013":
                return new InvalidPrecedingOrFollowingSizeException(diagnostics);
            case "22014":
                return new InvalidArgumentForNtileFunctionException(diagnostics);
            case "22015":
                return new IntervalFieldOverflowException(diagnostics);
            case "22016":
                return new InvalidArgumentForNthValueFunctionException(diagnostics);
            case "22018":
                return new InvalidCharacterValueForCastException(diagnostics);
            case "22019":
                return new InvalidEscapeCharacterException(diagnostics);
            case "2201B":
                return new InvalidRegularExpressionException(diagnostics);
            case "2201E":
                return new InvalidArgumentForLogarithmException(diagnostics);
            case "2201F":
                return new InvalidArgumentForPowerFunctionException(diagnostics);
            case "2201G":
                return new InvalidArgumentForWidthBucketFunctionException(diagnostics);
            case "2201W":
                return new InvalidRowCountInLimitClauseException(diagnostics);
            case "2201X":
                return new InvalidRowCountInResultOffsetClauseException(diagnostics);
            case "22021":
                return new CharacterNotInRepertoireException(diagnostics);
            case "22022":
                return new IndicatorOverflowException(diagnostics);
            case "22023":
                return new InvalidParameterValueException(diagnostics);
            case "22024":
                return new UnterminatedCStringException(diagnostics);
            case "22025":
                return new InvalidEscapeSequenceException(diagnostics);
            case "22026":
                return new StringDataLengthMismatchException(diagnostics);
            case "22027":
                return new TrimException(diagnostics);
            case "2202E":
                return new ArraySubscriptException(diagnostics);
            case "2202G":
                return new InvalidTablesampleRepeatException(diagnostics);
            case "2202H":
                return new InvalidTablesampleArgumentException(diagnostics);
            case "22030":
                return new DuplicateJsonObjectKeyValueException(diagnostics);
            case "22031":
                return new InvalidArgumentForSqlJsonDatetimeFunctionException(diagnostics);
            case "22032":
                return new InvalidJsonTextException(diagnostics);
            case "22033":
                return new InvalidSqlJsonSubscriptException(diagnostics);
            case "22034":
                return new MoreThanOneSqlJsonItemException(diagnostics);
            case "22035":
                return new NoSqlJsonItemException(diagnostics);
            case "22036":
                return new NonNumericSqlJsonItemException(diagnostics);
            case "22037":
                return new NonUniqueKeysInAJsonObjectException(diagnostics);
            case "22038":
                return new SingletonSqlJsonItemRequiredException(diagnostics);
            case "22039":
                return new SqlJsonArrayNotFoundException(diagnostics);
            case "2203A":
                return new SqlJsonMemberNotFoundException(diagnostics);
            case "2203B":
                return new SqlJsonNumberNotFoundException(diagnostics);
            case "2203C":
                return new SqlJsonObjectNotFoundException(diagnostics);
            case "2203D":
                return new TooManyJsonArrayElementsException(diagnostics);
            case "2203E":
                return new TooManyJsonObjectMembersException(diagnostics);
            case "2203F":
                return new SqlJsonScalarRequiredException(diagnostics);
            case "2203G":
                return new SqlJsonItemCannotBeCastToTargetTypeException(diagnostics);
            case "22P01":
                return new FloatingPointExceptionException(diagnostics);
            case "22P02":
                return new InvalidTextRepresentationException(diagnostics);
            case "22P03":
                return new InvalidBinaryRepresentationException(diagnostics);
            case "22P04":
                return new BadCopyFileFormatException(diagnostics);
            case "22P05":
                return new UntranslatableCharacterException(diagnostics);
            case "22P06":
                return new NonstandardUseOfEscapeCharacterException(diagnostics);
            case "23000":
                return new IntegrityConstraintViolationException(diagnostics);
            case "23001":
                return new RestrictViolationException(diagnostics);
            case "23502":
                return new NotNullViolationException(diagnostics);
            case "23503":
                return new ForeignKeyViolationException(diagnostics);
            case "23505":
                return new UniqueViolationException(diagnostics);
            case "23514":
                return new CheckViolationException(diagnostics);
            case "23P01":
                return new ExclusionViolationException(diagnostics);
            case "24000":
                return new InvalidCursorStateException(diagnostics);
            case "25000":
                return new InvalidTransactionStateException(diagnostics);
            case "25001":
                return new ActiveSqlTransactionException(diagnostics);
            case "25002":
                return new BranchTransactionAlreadyActiveException(diagnostics);
            case "25003":
                return new InappropriateAccessModeForBranchTransactionException(diagnostics);
            case "25004":
                return new InappropriateIsolationLevelForBranchTransactionException(diagnostics);
            case "25005":
                return new NoActiveSqlTransactionForBranchTransactionException(diagnostics);
            case "25006":
                return new ReadOnlySqlTransactionException(diagnostics);
            case "25007":
                return new SchemaAndDataStatementMixingNotSupportedException(diagnostics);
            case "25008":
                return new HeldCursorRequiresSameIsolationLevelException(diagnostics);
            case "25P01":
                return new NoActiveSqlTransactionException(diagnostics);
            case "25P02":
                return new InFailedSqlTransactionException(diagnostics);
            case "25P03":
                return new IdleInTransactionSessionTimeoutException(diagnostics);
            case "25P04":
                return new TransactionTimeoutException(diagnostics);
            case "26000":
                return new InvalidSqlStatementNameException(diagnostics);
            case "27000":
                return new TriggeredDataChangeViolationException(diagnostics);
            case "28000":
                return new InvalidAuthorizationSpecificationException(diagnostics);
            case "28P01":
                return new InvalidPasswordException(diagnostics);
            case "2B000":
                return new DependentPrivilegeDescriptorsStillExistException(diagnostics);
            case "2BP01":
                return new DependentObjectsStillExistException(diagnostics);
            case "2D000":
                return new InvalidTransactionTerminationException(diagnostics);
            case "2F000":
                return new SqlRoutineExceptionException(diagnostics);
            case "2F002":
                return new ModifyingSqlDataNotPermittedException(diagnostics);
            case "2F003":
                return new ProhibitedSqlStatementAttemptedException(diagnostics);
            case "2F004":
                return new ReadingSqlDataNotPermittedException(diagnostics);
            case "2F005":
                return new FunctionExecutedNoReturnStatementException(diagnostics);
            case "34000":
                return new InvalidCursorNameException(diagnostics);
            case "38000":
                return new ExternalRoutineExceptionException(diagnostics);
            case "38001":
                return new ContainingSqlNotPermittedException(diagnostics);
            case "38002":
                return new ModifyingSqlDataNotPermittedExtException(diagnostics);
            case "38003":
                return new ProhibitedSqlStatementAttemptedExtException(diagnostics);
            case "38004":
                return new ReadingSqlDataNotPermittedExtException(diagnostics);
            case "39000":
                return new ExternalRoutineInvocationExceptionException(diagnostics);
            case "39001":
                return new InvalidSqlstateReturnedException(diagnostics);
            case "39004":
                return new NullValueNotAllowedExtException(diagnostics);
            case "39P01":
                return new TriggerProtocolViolatedException(diagnostics);
            case "39P02":
                return new SrfProtocolViolatedException(diagnostics);
            case "39P03":
                return new EventTriggerProtocolViolatedException(diagnostics);
            case "3B000":
                return new SavepointExceptionException(diagnostics);
            case "3B001":
                return new InvalidSavepointSpecificationException(diagnostics);
            case "3D000":
                return new InvalidCatalogNameException(diagnostics);
            case "3F000":
                return new InvalidSchemaNameException(diagnostics);
            case "40000":
                return new TransactionRollbackException(diagnostics);
            case "40001":
                return new SerializationFailureException(diagnostics);
            case "40002":
                return new TransactionIntegrityConstraintViolationException(diagnostics);
            case "40003":
                return new StatementCompletionUnknownException(diagnostics);
            case "40P01":
                return new DeadlockDetectedException(diagnostics);
            case "42000":
                return new SyntaxErrorOrAccessRuleViolationException(diagnostics);
            case "42501":
                return new InsufficientPrivilegeException(diagnostics);
            case "42601":
                return new SyntaxException(diagnostics);
            case "42602":
                return new InvalidNameException(diagnostics);
            case "42611":
                return new InvalidColumnDefinitionException(diagnostics);
            case "42622":
                return new NameTooLongException(diagnostics);
            case "42701":
                return new DuplicateColumnException(diagnostics);
            case "42702":
                return new AmbiguousColumnException(diagnostics);
            case "42703":
                return new UndefinedColumnException(diagnostics);
            case "42704":
                return new UndefinedObjectException(diagnostics);
            case "42710":
                return new DuplicateObjectException(diagnostics);
            case "42712":
                return new DuplicateAliasException(diagnostics);
            case "42723":
                return new DuplicateFunctionException(diagnostics);
            case "42725":
                return new AmbiguousFunctionException(diagnostics);
            case "42803":
                return new GroupingException(diagnostics);
            case "42804":
                return new DatatypeMismatchException(diagnostics);
            case "42809":
                return new WrongObjectTypeException(diagnostics);
            case "42830":
                return new InvalidForeignKeyException(diagnostics);
            case "42846":
                return new CannotCoerceException(diagnostics);
            case "42883":
                return new UndefinedFunctionException(diagnostics);
            case "428C9":
                return new GeneratedAlwaysException(diagnostics);
            case "42939":
                return new ReservedNameException(diagnostics);
            case "42P01":
                return new UndefinedTableException(diagnostics);
            case "42P02":
                return new UndefinedParameterException(diagnostics);
            case "42P03":
                return new DuplicateCursorException(diagnostics);
            case "42P04":
                return new DuplicateDatabaseException(diagnostics);
            case "42P05":
                return new DuplicatePreparedStatementException(diagnostics);
            case "42P06":
                return new DuplicateSchemaException(diagnostics);
            case "42P07":
                return new DuplicateTableException(diagnostics);
            case "42P08":
                return new AmbiguousParameterException(diagnostics);
            case "42P09":
                return new AmbiguousAliasException(diagnostics);
            case "42P10":
                return new InvalidColumnReferenceException(diagnostics);
            case "42P11":
                return new InvalidCursorDefinitionException(diagnostics);
            case "42P12":
                return new InvalidDatabaseDefinitionException(diagnostics);
            case "42P13":
                return new InvalidFunctionDefinitionException(diagnostics);
            case "42P14":
                return new InvalidPreparedStatementDefinitionException(diagnostics);
            case "42P15":
                return new InvalidSchemaDefinitionException(diagnostics);
            case "42P16":
                return new InvalidTableDefinitionException(diagnostics);
            case "42P17":
                return new InvalidObjectDefinitionException(diagnostics);
            case "42P18":
                return new IndeterminateDatatypeException(diagnostics);
            case "42P19":
                return new InvalidRecursionException(diagnostics);
            case "42P20":
                return new WindowingException(diagnostics);
            case "42P21":
                return new CollationMismatchException(diagnostics);
            case "42P22":
                return new IndeterminateCollationException(diagnostics);
            case "44000":
                return new WithCheckOptionViolationException(diagnostics);
            case "53000":
                return new InsufficientResourcesException(diagnostics);
            case "53100":
                return new DiskFullException(diagnostics);
            case "53200":
                return new OutOfMemoryException(diagnostics);
            case "53300":
                return new TooManyConnectionsException(diagnostics);
            case "53400":
                return new ConfigurationLimitExceededException(diagnostics);
            case "54000":
                return new ProgramLimitExceededException(diagnostics);
            case "54001":
                return new StatementTooComplexException(diagnostics);
            case "54011":
                return new TooManyColumnsException(diagnostics);
            case "54023":
                return new TooManyArgumentsException(diagnostics);
            case "55000":
                return new ObjectNotInPrerequisiteStateException(diagnostics);
            case "55006":
                return new ObjectInUseException(diagnostics);
            case "55P02":
                return new CantChangeRuntimeParamException(diagnostics);
            case "55P03":
                return new LockNotAvailableException(diagnostics);
            case "55P04":
                return new UnsafeNewEnumValueUsageException(diagnostics);
            case "57000":
                return new OperatorInterventionException(diagnostics);
            case "57014":
                return new QueryCanceledException(diagnostics);
            case "57P01":
                return new AdminShutdownException(diagnostics);
            case "57P02":
                return new CrashShutdownException(diagnostics);
            case "57P03":
                return new CannotConnectNowException(diagnostics);
            case "57P04":
                return new DatabaseDroppedException(diagnostics);
            case "57P05":
                return new IdleSessionTimeoutException(diagnostics);
            case "58000":
                return new SystemException(diagnostics);
            case "58030":
                return new IoException(diagnostics);
            case "58P01":
                return new UndefinedFileException(diagnostics);
            case "58P02":
                return new DuplicateFileException(diagnostics);
            case "58P03":
                return new FileNameTooLongException(diagnostics);
            case "72000":
                return new SnapshotTooOldException(diagnostics);
            case "F0000":
                return new ConfigFileException(diagnostics);
            case "F0001":
                return new LockFileExistsException(diagnostics);
            case "HV000":
                return new FdwException(diagnostics);
            case "HV001":
                return new FdwOutOfMemoryException(diagnostics);
            case "HV002":
                return new FdwDynamicParameterValueNeededException(diagnostics);
            case "HV004":
                return new FdwInvalidDataTypeException(diagnostics);
            case "HV005":
                return new FdwColumnNameNotFoundException(diagnostics);
            case "HV006":
                return new FdwInvalidDataTypeDescriptorsException(diagnostics);
            case "HV007":
                return new FdwInvalidColumnNameException(diagnostics);
            case "HV008":
                return new FdwInvalidColumnNumberException(diagnostics);
            case "HV009":
                return new FdwInvalidUseOfNullPointerException(diagnostics);
            case "HV00A":
                return new FdwInvalidStringFormatException(diagnostics);
            case "HV00B":
                return new FdwInvalidHandleException(diagnostics);
            case "HV00C":
                return new FdwInvalidOptionIndexException(diagnostics);
            case "HV00D":
                return new FdwInvalidOptionNameException(diagnostics);
            case "HV00J":
                return new FdwOptionNameNotFoundException(diagnostics);
            case "HV00K":
                return new FdwReplyHandleException(diagnostics);
            case "HV00L":
                return new FdwUnableToCreateExecutionException(diagnostics);
            case "HV00M":
                return new FdwUnableToCreateReplyException(diagnostics);
            case "HV00N":
                return new FdwUnableToEstablishConnectionException(diagnostics);
            case "HV00P":
                return new FdwNoSchemasException(diagnostics);
            case "HV00Q":
                return new FdwSchemaNotFoundException(diagnostics);
            case "HV00R":
                return new FdwTableNotFoundException(diagnostics);
            case "HV010":
                return new FdwFunctionSequenceException(diagnostics);
            case "HV014":
                return new FdwTooManyHandlesException(diagnostics);
            case "HV021":
                return new FdwInconsistentDescriptorInformationException(diagnostics);
            case "HV024":
                return new FdwInvalidAttributeValueException(diagnostics);
            case "HV090":
                return new FdwInvalidStringLengthOrBufferLengthException(diagnostics);
            case "HV091":
                return new FdwInvalidDescriptorFieldIdentifierException(diagnostics);
            case "P0000":
                return new PlpgsqlException(diagnostics);
            case "P0001":
                return new RaiseExceptionException(diagnostics);
            case "P0002":
                return new NoDataFoundException(diagnostics);
            case "P0003":
                return new TooManyRowsException(diagnostics);
            case "P0004":
                return new AssertFailureException(diagnostics);
            case "XX000":
                return new InternalErrorException(diagnostics);
            case "XX001":
                return new DataCorruptedException(diagnostics);
            case "XX002":
                return new IndexCorruptedException(diagnostics);
            default:
                return ofClass(sqlState, diagnostics);
        }
    }

    private static PgException ofClass(String sqlState, Diagnostics diagnostics) {
        switch (sqlState.length() == 5 ? sqlState.substring(0, 2) : "") {
            case "08":
                return new OperationalException(diagnostics);
            case "0A":
                return new NotSupportedException(diagnostics);
            case "20":
                return new ProgrammingException(diagnostics);
            case "21":
                return new ProgrammingException(diagnostics);
            case "22":
                return new DataException(diagnostics);
            case "23":
                return new IntegrityException(diagnostics);
            case "24":
                return new InternalException(diagnostics);
            case "25":
                return new InternalException(diagnostics);
            case "26":
                return new OperationalException(diagnostics);
            case "27":
                return new OperationalException(diagnostics);
            case "28":
                return new OperationalException(diagnostics);
            case "2B":
                return new InternalException(diagnostics);
            case "2D":
                return new InternalException(diagnostics);
            case "2F":
                return new InternalException(diagnostics);
            case "34":
                return new OperationalException(diagnostics);
            case "38":
                return new InternalException(diagnostics);
            case "39":
                return new InternalException(diagnostics);
            case "3B":
                return new InternalException(diagnostics);
            case "3D":
                return new ProgrammingException(diagnostics);
            case "3F":
                return new ProgrammingException(diagnostics);
            case "40":
                return new TransactionRollbackException(diagnostics);
            case "42":
                return new ProgrammingException(diagnostics);
            case "44":
                return new ProgrammingException(diagnostics);
            case "53":
                return new OperationalException(diagnostics);
            case "54":
                return new OperationalException(diagnostics);
            case "55":
                return new OperationalException(diagnostics);
            case "57":
                return new OperationalException(diagnostics);
            case "58":
                return new OperationalException(diagnostics);
            case "F0":
                return new InternalException(diagnostics);
            case "HV":
                return new OperationalException(diagnostics);
            case "P0":
                return new InternalException(diagnostics);
            case "XX":
                return new InternalException(diagnostics);
            default:
                return new DatabaseException(diagnostics);
        }
    }
}
