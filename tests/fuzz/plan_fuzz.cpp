// The plan reader takes any bytes, and a plan that it accepts survives being written.
#include <glidepath/io/plan_io.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace glidepath;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Reading<Plan> plan = read_plan(bytes, "fuzz.toml");
    if (plan.value.has_value() != plan.faults.empty()) std::abort();
    if (!plan) return 0;
    try {
        const Reading<Plan> again = read_plan(write_plan(*plan.value), "again.toml");
        if (!again || *again.value != *plan.value) std::abort();
    } catch (InputError const& error) {
        for (Fault const& fault : error.faults())
            if (fault.code != "not_representable") std::abort();
    }
    return 0;
}
