# Installs the man page and the shell completions. The program writes them itself, from the
# table that its options come from. Run by `cmake --install`, which sets
#   PROGRAM  the built program       FOLDER   where to write the files first
#   MANDIR, DATADIR                  where below the prefix they go

function(install_manual name destination)
    execute_process(COMMAND ${PROGRAM} help ${ARGN}
                    OUTPUT_FILE ${FOLDER}/${name} ERROR_VARIABLE error RESULT_VARIABLE failed)
    if(failed)
        message(WARNING "not installed: ${name} (readout help ${ARGN}: ${error})")
    else()
        file(INSTALL ${FOLDER}/${name} DESTINATION ${CMAKE_INSTALL_PREFIX}/${destination})
    endif()
endfunction()

file(MAKE_DIRECTORY ${FOLDER})
install_manual(readout.1 ${MANDIR}/man1 --man)
install_manual(readout ${DATADIR}/bash-completion/completions --completion bash)
install_manual(_readout ${DATADIR}/zsh/site-functions --completion zsh)
install_manual(readout.fish ${DATADIR}/fish/vendor_completions.d --completion fish)
