// A program that takes the header-only layers and links nothing.
#include <glidepath/glidepath.hpp>

#include <iostream>

int main() {
    const auto period = glidepath::Period::quarter(2025, 2);
    std::cout << glidepath::to_string(period) << '\n';
}
