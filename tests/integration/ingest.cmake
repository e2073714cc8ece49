# Black-box tests of khotin-ingest.
add_test(NAME ingest_cli_test COMMAND "${KHOTIN_PYTHON}"
                                      "${CMAKE_CURRENT_SOURCE_DIR}/ingest_cli_test.py")
set_tests_properties(
  ingest_cli_test
  PROPERTIES
    LABELS integration TIMEOUT 300 ENVIRONMENT
    "KHOTIN_INGEST=$<TARGET_FILE:khotin-ingest>;KHOTIN_SERVER_BIN=$<TARGET_FILE:khotin-server>;KHOTIN_CLI=$<TARGET_FILE:khotin>"
)
