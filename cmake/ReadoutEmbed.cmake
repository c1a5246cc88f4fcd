# readout_embed(TARGET SYMBOL FILE): puts the bytes of FILE into TARGET, read-only and aligned
# to 64. C reads them as
#
#     extern const unsigned char SYMBOL_start[], SYMBOL_end[];
#     size_t size = (size_t)((uintptr_t)SYMBOL_end - (uintptr_t)SYMBOL_start);
#
# An assembler's .incbin takes a 30 MB file at once, where a C array would take minutes. The
# symbols are hidden: they never leave the library. FILE may be made by another rule.

function(readout_embed target symbol file)
    get_filename_component(file ${file} ABSOLUTE)
    set(source ${CMAKE_CURRENT_BINARY_DIR}/embedded/${symbol}.S)
    file(CONFIGURE OUTPUT ${source} @ONLY CONTENT [[
    .section .rodata
    .balign 64
    .globl @symbol@_start
    .hidden @symbol@_start
@symbol@_start:
    .incbin "@file@"
    .globl @symbol@_end
    .hidden @symbol@_end
@symbol@_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
]])
    set_source_files_properties(${source} PROPERTIES OBJECT_DEPENDS ${file})
    target_sources(${target} PRIVATE ${source})
endfunction()
