# The compiler flags of every target, in one place: link readout_flags to have them.

set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_C_VISIBILITY_PRESET hidden)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

include(CheckPIESupported)
check_pie_supported(LANGUAGES C)

add_library(readout_flags INTERFACE)
target_compile_definitions(readout_flags INTERFACE _POSIX_C_SOURCE=200809L _XOPEN_SOURCE=700)
set(C_FLAGS
    -Wall -Wextra -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wpointer-arith -Wvla
    # A parameter may have the name of its type (`arena *arena`); plain -Wshadow is clang's word
    # for that, gcc has another.
    $<IF:$<C_COMPILER_ID:GNU>,-Wshadow=local,-Wshadow>
    # The same sums on every machine: no fused multiply-add behind our back.
    -ffp-contract=off
    -fno-omit-frame-pointer)
if(READOUT_WERROR)
    list(APPEND C_FLAGS -Werror)
endif()

if(READOUT_SANITIZE)
    # For everything, so that no object is left out.
    add_compile_options(-fsanitize=${READOUT_SANITIZE} -fno-sanitize-recover=all)
    add_link_options(-fsanitize=${READOUT_SANITIZE})
else()
    list(APPEND C_FLAGS
         -fstack-protector-strong
         "$<$<NOT:$<CONFIG:Debug>>:SHELL:-U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2>")
    target_link_options(readout_flags INTERFACE -Wl,-z,relro,-z,now,-z,defs)
endif()
if(READOUT_FUZZ)
    # Coverage for the fuzzer to steer by; only the fuzz targets link the fuzzer itself.
    add_compile_options(-fsanitize=fuzzer-no-link)
endif()

foreach(flag IN LISTS C_FLAGS)
    target_compile_options(readout_flags INTERFACE "$<$<COMPILE_LANGUAGE:C>:${flag}>")
endforeach()
