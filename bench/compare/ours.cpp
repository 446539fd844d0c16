// One problem of bench/yearly_benchmarks.hpp, its solution and what that took, as text for others
// to compare with: ours ORDER PERIODS_A_YEAR REPETITIONS
#include "../yearly_benchmarks.hpp"
#include <glidepath/path/least_rough.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <ctime>
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace glidepath;

constexpr int years = 100;

/// Seconds of processor time: other programs on the machine do not count.
double processor_seconds() {
    return static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC);
}

void print(std::string_view name, std::vector<double> const& values) {
    std::string line(name);
    std::array<char, 32> digits{};
    for (double value : values) {
        const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
        line.append(1, ' ').append(digits.data(), end);
    }
    std::cout << line << '\n';
}

void run(int order, int periods_a_year, std::size_t repetitions) {
    const bench::YearlyBenchmarks problem(years, periods_a_year);
    const Roughness roughness = Roughness::differences(order).proportional();
    std::vector<double> seconds;
    LeastRough solution;
    for (std::size_t k = 0; k < repetitions; ++k) {
        const double start = processor_seconds();
        solution = least_rough(roughness, problem.indicator(), problem.rows());
        seconds.push_back(processor_seconds() - start);
    }
    std::nth_element(seconds.begin(), seconds.begin() + seconds.size() / 2, seconds.end());
    std::cout << "built " GLIDEPATH_BUILT_WITH "\n";
    print("indicator", problem.indicator());
    print("totals", problem.totals());
    print("path", solution.values);
    print("seconds", {seconds[seconds.size() / 2]});
}

}  // namespace

int main(int argc, char** argv) try {
    if (argc != 4 || std::stoi(argv[3]) < 1)
        throw std::invalid_argument("ORDER PERIODS_A_YEAR REPETITIONS");
    run(std::stoi(argv[1]), std::stoi(argv[2]), std::stoul(argv[3]));
} catch (std::exception const& error) {
    std::cerr << "ours: " << error.what() << '\n';
    return 1;
}
