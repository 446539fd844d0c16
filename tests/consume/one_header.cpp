// A program that wants one path: it takes one header and links nothing.
#include <glidepath/path/least_rough.hpp>

#include <array>
#include <iostream>

int main() {
    namespace gp = glidepath;
    const std::array rows{gp::Row::point(0, 10), gp::Row::point(2, 20)};
    const auto path = gp::least_rough(gp::Roughness(), std::array{0.0, 0.0, 0.0}, rows);
    for (double value : path.values) std::cout << value << ' ';
}
