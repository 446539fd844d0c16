// A program that reads files: it links the compiled library and meets none of its private parts.
#include <glidepath/glidepath.hpp>
#include <glidepath/io.hpp>

#include <iostream>

int main() {
    const auto reading = glidepath::read_plan("not a plan", "nowhere.toml");
    std::cout << reading.faults.size() << " fault in a file with the digest "
              << glidepath::sha256_hex("not a plan") << '\n';
    return reading ? 1 : 0;
}
