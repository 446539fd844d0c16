# Compiles SOURCE twice: as it stands, which must succeed, and with its mistake, which must fail with
# a message that matches EXPECTED. So a case cannot pass for want of a header.
string(REPLACE "|" ";" directories "${INCLUDES}")
# Messages in English with plain quotes, whatever the locale of the caller.
set(command "${CMAKE_COMMAND}" -E env LC_ALL=C "${COMPILER}" -std=c++20 -fsyntax-only)
foreach(directory IN LISTS directories)
    list(APPEND command "-I${directory}") # not -isystem, which must not name /usr/include
endforeach()

execute_process(COMMAND ${command} "${SOURCE}" RESULT_VARIABLE failed ERROR_VARIABLE messages)
if(failed)
    message(FATAL_ERROR "does not compile even without its mistake:\n${messages}")
endif()

execute_process(
    COMMAND ${command} -DGLIDEPATH_MISTAKE "${SOURCE}"
    RESULT_VARIABLE failed
    ERROR_VARIABLE messages
)
if(NOT failed)
    message(FATAL_ERROR "the mistake compiles")
endif()
if(NOT messages MATCHES "${EXPECTED}")
    message(FATAL_ERROR "fails with another message than \"${EXPECTED}\":\n${messages}")
endif()
