// Judges every target of a plan: example_assess PLAN OBSERVATIONS [DATE] [--json]
#include <glidepath/glidepath.hpp>
#include <glidepath/io.hpp>

#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>

namespace gp = glidepath;

int main(int argc, char** argv) try {
    std::vector<std::string> words(argv + 1, argv + argc);
    const bool json = std::erase(words, "--json") > 0;
    if (words.size() < 2) throw std::invalid_argument("PLAN OBSERVATIONS [DATE] [--json]");

    const auto plan = gp::load_plan(words[0]);
    const auto seen = gp::load_observations(words[1], plan);
    for (auto const& fault : seen.rejected) std::cerr << gp::to_string(fault) << '\n';

    gp::AssessOptions options;
    if (words.size() > 2 && !(options.as_of = gp::try_parse_date(words[2])))
        throw std::invalid_argument("not a date: " + words[2]);
    for (auto const& file : {words[0], words[1]})
        options.inputs.push_back({file, gp::sha256_hex(gp::read_file(file))});
    const auto result = gp::assess(plan, seen, options);

    if (json) {
        std::cout << gp::write_assessment(result);
        return 0;
    }
    for (auto const& v : result.verdicts())
        if (v.actual) std::cout << v.id << "  " << v.status << "  " << v.reason << '\n';
} catch (std::exception const& error) {
    std::cerr << error.what() << '\n';
    return 1;
}
