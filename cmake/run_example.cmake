# Runs one example program the way its reader would, from examples/, and compares what it prints
# with <name>.output if there is such a file.
execute_process(
    COMMAND "${program}" gongshu/plan.toml gongshu/observations.csv 2024-01-31
    OUTPUT_VARIABLE printed
    RESULT_VARIABLE status
)
message("${printed}")
if(NOT status EQUAL 0)
    message(FATAL_ERROR "${program} ended with ${status}")
endif()
if(EXISTS "${expected}")
    file(READ "${expected}" wanted)
    if(NOT printed STREQUAL wanted)
        message(FATAL_ERROR "${program} did not print what ${expected} holds:\n${wanted}")
    endif()
endif()
