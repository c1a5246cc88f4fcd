# cmake -DFOLDER=src -DFILE=readout_rules.inc -P ReadoutRules.cmake: writes hashes of the sources
# that reports and records are made with (src/engine/rules.h). Left alone when nothing changed.

function(hash_of result)
    set(all "")
    foreach(folder IN LISTS ARGN)
        file(GLOB sources ${FOLDER}/${folder}/*.c ${FOLDER}/${folder}/*.h)
        list(SORT sources)
        foreach(source IN LISTS sources)
            file(SHA256 ${source} hash)
            string(APPEND all ${hash})
        endforeach()
    endforeach()
    string(SHA256 hash "${all}")
    string(SUBSTRING ${hash} 0 16 hash)
    set(${result} ${hash} PARENT_SCOPE)
endfunction()

hash_of(reports base learn intake language facts)
hash_of(records base learn intake language facts compare record)
file(CONFIGURE OUTPUT ${FILE} @ONLY CONTENT [[
#define READOUT_RULES_REPORTS "@reports@"
#define READOUT_RULES_RECORDS "@records@"
]])
