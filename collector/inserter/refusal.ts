/** Which errors of the engine are about the data, so that the same rows will be refused for ever. */

/**
 * Codes of ClickHouse for values that cannot be read into their columns. What may pass by itself (memory, parts, network,
 * read-only) or by an operator's hand (unknown table, access) is not among them.
 */
const DATA_CODES = new Set([
  6, // CANNOT_PARSE_TEXT
  25, // CANNOT_PARSE_ESCAPE_SEQUENCE
  26, // CANNOT_PARSE_QUOTED_STRING
  27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  38, // CANNOT_PARSE_DATE
  41, // CANNOT_PARSE_DATETIME
  53, // TYPE_MISMATCH
  69, // ARGUMENT_OUT_OF_BOUND
  70, // CANNOT_CONVERT_TYPE
  72, // CANNOT_PARSE_NUMBER
  117, // INCORRECT_DATA
  128, // TOO_LARGE_ARRAY_SIZE
  130, // CANNOT_READ_ARRAY_FROM_TEXT
  131, // TOO_LARGE_STRING_SIZE
  321, // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
  349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  376, // CANNOT_PARSE_UUID
  467, // CANNOT_PARSE_BOOL
  691, // UNKNOWN_ELEMENT_OF_ENUM
]);

/**
 * Whether the engine refused the rows themselves. Looks at the engine's number, `engineCode` of the store's own errors
 * and `code` of others (a number or digits), of the error and its causes.
 */
export function isDataRefusal(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { engineCode, code } = cause as { engineCode?: unknown; code?: unknown };
    if (DATA_CODES.has(Number(engineCode ?? code))) return true;
  }
  return false;
}
