// What the tests of the io layer share.
#pragma once

#include <glidepath/io/reading.hpp>

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace glidepath::testing_support {

/// Faults as a user sees them.
inline std::vector<std::string> lines(std::vector<Fault> const& faults) {
    std::vector<std::string> texts;
    texts.reserve(faults.size());
    for (Fault const& fault : faults) texts.push_back(to_string(fault));
    return texts;
}

/// `text` repeated `count` times.
inline std::string repeated(std::string_view text, std::size_t count) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

/// A directory of its own for each test, removed with it.
class ScratchDirectory {
public:
    ScratchDirectory() {
        auto const& test = *::testing::UnitTest::GetInstance()->current_test_info();
        path_ = std::filesystem::path(::testing::TempDir()) /
                (std::string("glidepath_") + test.test_suite_name() + "_" + test.name());
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ScratchDirectory(ScratchDirectory const&) = delete;
    ScratchDirectory(ScratchDirectory&&) = delete;
    ScratchDirectory& operator=(ScratchDirectory const&) = delete;
    ScratchDirectory& operator=(ScratchDirectory&&) = delete;
    ~ScratchDirectory() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    [[nodiscard]] std::filesystem::path path() const { return path_; }
    std::filesystem::path write(std::string const& name, std::string_view bytes) const {
        std::ofstream(path_ / name, std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return path_ / name;
    }

private:
    std::filesystem::path path_;
};

/// The bytes of a file, read by other means than the library's.
inline std::string bytes_of(std::filesystem::path const& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace glidepath::testing_support
