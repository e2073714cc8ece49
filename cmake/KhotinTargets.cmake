# khotin_library(text SRCS a.cc b.cc DEPS khotin::base PRIVATE_DEPS PkgConfig::UTF8PROC)
# One library per module. DEPS are what its headers need, PRIVATE_DEPS only its sources.
function(khotin_library module)
  cmake_parse_arguments(ARG "" "" "SRCS;DEPS;PRIVATE_DEPS" ${ARGN})
  add_library(khotin_${module} STATIC ${ARG_SRCS})
  add_library(khotin::${module} ALIAS khotin_${module})
  target_include_directories(khotin_${module} PUBLIC "${CMAKE_SOURCE_DIR}/lib")
  target_link_libraries(khotin_${module} PUBLIC ${ARG_DEPS}
                                         PRIVATE khotin_warnings ${ARG_PRIVATE_DEPS})
endfunction()

# khotin_test(text_test SRCS tone_test.cc DEPS khotin::text LABELS unit)
# One test program, registered with CTest under its own name.
function(khotin_test name)
  if(NOT KHOTIN_BUILD_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "TIMEOUT" "SRCS;DEPS;LABELS;ENVIRONMENT" ${ARGN})
  add_executable(${name} ${ARG_SRCS})
  target_link_libraries(${name} PRIVATE khotin_warnings ${ARG_DEPS} GTest::gmock_main)
  set_target_properties(${name} PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/tests")
  add_test(NAME ${name} COMMAND ${name})
  if(NOT ARG_LABELS)
    set(ARG_LABELS unit)
  endif()
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  set_tests_properties(${name} PROPERTIES LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT} ENVIRONMENT
                                          "${ARG_ENVIRONMENT}")
  # Without the corpus such a program skips as a whole. Elsewhere a skipped case must not hide that
  # another one failed.
  if("corpus" IN_LIST ARG_LABELS)
    set_tests_properties(${name} PROPERTIES SKIP_REGULAR_EXPRESSION "\\[  SKIPPED \\]")
  endif()
endfunction()

# khotin_program(khotin-ingest SRCS main.cc DEPS khotin::analysis)
function(khotin_program name)
  cmake_parse_arguments(ARG "" "" "SRCS;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SRCS})
  # Commits are bound by allocations; sanitizers bring an allocator of their own
  # (docs/decisions/0016-allocator.md).
  if(NOT KHOTIN_SANITIZE)
    target_link_libraries(${name} PRIVATE PkgConfig::JEMALLOC)
  endif()
  target_link_libraries(${name} PRIVATE khotin_warnings ${ARG_DEPS})
endfunction()

# khotin_python_test(cli_test LABELS integration TIMEOUT 300)
# A black-box test: NAME.py in this folder, run with the programs' paths in its environment. One that
# skips all it has counts as skipped.
# Debian's grpcio belongs to Debian's Python.
function(khotin_python_test name)
  cmake_parse_arguments(ARG "" "TIMEOUT" "LABELS" ${ARGN})
  find_program(KHOTIN_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
  if(NOT ARG_TIMEOUT)
    set(ARG_TIMEOUT 300)
  endif()
  add_test(NAME ${name} COMMAND "${KHOTIN_PYTHON}" "${CMAKE_CURRENT_SOURCE_DIR}/${name}.py")
  set_tests_properties(
    ${name}
    PROPERTIES
      LABELS "${ARG_LABELS}" TIMEOUT ${ARG_TIMEOUT} SKIP_REGULAR_EXPRESSION "Ran 0 tests in [0-9.]+s[^A-Z]*OK"
      ENVIRONMENT
      "KHOTIN_SERVER_BIN=$<TARGET_FILE:khotin-server>;KHOTIN_BIN=$<TARGET_FILE:khotin>;KHOTIN_INGEST=$<TARGET_FILE:khotin-ingest>;KHOTIN_OUTPUT=text;KHOTIN_PYTHON_STUBS=${CMAKE_BINARY_DIR}/python"
  )
endfunction()
