# Black-box tests of the clients, in Python. Debian's grpcio belongs to Debian's Python.
find_program(KHOTIN_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)

# khotin_python_test(cli_test cli_test.py)
function(khotin_python_test name script)
  add_test(NAME ${name} COMMAND "${KHOTIN_PYTHON}" "${CMAKE_CURRENT_SOURCE_DIR}/${script}")
  set_tests_properties(
    ${name}
    PROPERTIES
      LABELS integration TIMEOUT 300 ENVIRONMENT
      "KHOTIN_SERVER_BIN=$<TARGET_FILE:khotin-server>;KHOTIN_BIN=$<TARGET_FILE:khotin>;KHOTIN_PYTHON_STUBS=${CMAKE_BINARY_DIR}/python"
  )
endfunction()

khotin_python_test(cli_test cli_test.py)
khotin_python_test(python_client_test python_client_test.py)
