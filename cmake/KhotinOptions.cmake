# Compiler settings that hold for every target of the project.
option(KHOTIN_BUILD_TESTS "Build unit and black-box tests" ON)
option(KHOTIN_BUILD_BENCHMARKS "Build microbenchmarks" OFF)
option(KHOTIN_BUILD_FUZZERS "Build the fuzz targets with libFuzzer (clang only)" OFF)
set(KHOTIN_SANITIZE "" CACHE STRING "Value for -fsanitize=, such as address,undefined")
option(KHOTIN_COVERAGE "Instrument for coverage" OFF)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")

find_program(KHOTIN_CCACHE ccache)
if(KHOTIN_CCACHE)
  # What one checkout has compiled serves the next one, wherever that lies.
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_COMMAND}" -E env "CCACHE_BASEDIR=${CMAKE_SOURCE_DIR}"
                                  CCACHE_NOHASHDIR=true "${KHOTIN_CCACHE}")
endif()

# The links of the many gRPC-using programs dominate an incremental build.
find_program(KHOTIN_LLD NAMES ld.lld-14 ld.lld)
if(KHOTIN_LLD)
  add_link_options("-fuse-ld=lld")
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    get_filename_component(lld_dir "${KHOTIN_LLD}" REALPATH)
    get_filename_component(lld_dir "${lld_dir}" DIRECTORY)
    add_link_options("-B${lld_dir}")
  endif()
endif()

if(KHOTIN_SANITIZE)
  add_compile_options("-fsanitize=${KHOTIN_SANITIZE}" -fno-omit-frame-pointer
                      -fno-sanitize-recover=all)
  add_link_options("-fsanitize=${KHOTIN_SANITIZE}")
endif()
if(KHOTIN_BUILD_FUZZERS)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(KHOTIN_COVERAGE)
  add_compile_options(--coverage)
  add_link_options(--coverage)
endif()

add_library(khotin_warnings INTERFACE)
target_compile_options(khotin_warnings INTERFACE -Wall -Wextra -Wpedantic -Wshadow -Wconversion
                                                 -Werror)
if(CMAKE_CXX_COMPILER_ID MATCHES "Clang")
  target_compile_options(khotin_warnings INTERFACE -Wthread-safety)
endif()
