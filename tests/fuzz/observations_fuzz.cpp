// The observation reader takes any bytes, and the rows that it accepts survive being written.
#include <glidepath/io/observations_io.hpp>
#include <glidepath/io/plan_io.hpp>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

namespace {

glidepath::Plan const& plan() {
    static const glidepath::Plan it = glidepath::read_plan(R"(
        [plan]
        id = "p"
        title = { zh = "计划" }
        horizon = "2023..2027"
        place = "here"
        reporting_year_start = "--04-01"
        [[indicator]]
        id = "f"
        kind = "flow"
        unit = "亿元"
        name = { zh = "投资" }
        [[indicator]]
        id = "s"
        kind = "stock"
        unit = "套"
        whole = true
        bounds = { min = 0 }
        [[indicator]]
        id = "m"
        kind = "milestone"
        [[indicator]]
        id = "r"
        kind = "ratio"
        unit = "%"
    )",
                                                           "plan.toml")
                                          .take();
    return it;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace glidepath;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const Reading<Observations> table = read_observations(bytes, "fuzz.csv", plan());
    if (table.value.has_value() != table.faults.empty()) std::abort();
    if (!table) return 0;
    const std::string written = write_observations(*table.value, plan());
    const Reading<Observations> again = read_observations(written, "again.csv", plan());
    if (!again || !again.value->rejected.empty()) std::abort();
    if (again.value->rows.size() != table.value->rows.size()) std::abort();
    for (std::size_t i = 0; i < again.value->rows.size(); ++i) {
        Observation row = again.value->rows[i];
        Observation const& before = table.value->rows[i];
        if (!nearly_equal(row.value, before.value)) std::abort();
        row.value = before.value;        // conversion there and back may cost the last bit
        row.decimals = before.decimals;  // and more digits than a double has are not kept
        row.half_unit = before.half_unit;
        if (row != before) std::abort();
    }
    return 0;
}
