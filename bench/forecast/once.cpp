// One forecast, so often, for a count of instructions: once yearly|monthly fit|paths REPETITIONS
#include "../forecast_series.hpp"
#include <glidepath/forecast/forecast_series.hpp>

#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>

int main(int argc, char** argv) try {
    using namespace glidepath;
    if (argc != 4) throw std::invalid_argument("yearly|monthly fit|paths REPETITIONS");
    const bool yearly = argv[1] == std::string("yearly");
    const bool with_paths = argv[2] == std::string("paths");
    const auto series = yearly ? bench::ForecastSeries::yearly() : bench::ForecastSeries::monthly();
    double sum = 0;
    for (int k = std::stoi(argv[3]); k > 0; --k) {
        const Forecast found = forecast(series.values, series.first, series.horizon);
        sum += found.interval(0.95).upper.sum();
        if (with_paths) sum += found.draws().sum();
    }
    std::cout << sum << '\n';
} catch (std::exception const& error) {
    std::cerr << "once: " << error.what() << '\n';
    return 1;
}
