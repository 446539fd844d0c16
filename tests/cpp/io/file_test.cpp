#include "io_support.hpp"
#include <glidepath/io/digest.hpp>
#include <glidepath/io/file.hpp>

#include <gtest/gtest.h>

#include <system_error>

namespace glidepath::file_test {
namespace {

using namespace testing_support;
using ::testing::HasSubstr;

std::string why_not(std::filesystem::path const& path, std::size_t limit = 1000) {
    try {
        static_cast<void>(read_file(path, limit));
    } catch (InputError const& error) {
        return error.what();
    }
    return {};
}

TEST(ReadFile, GivesAllBytesUnchanged) {
    const ScratchDirectory scratch;
    const std::string bytes("a\r\n\0\xFF end", 9);
    EXPECT_EQ(read_file(scratch.write("x", bytes)), bytes);
    EXPECT_EQ(read_file(scratch.write("empty", "")), "");
}

TEST(ReadFile, NamesWhatIsWrong) {
    const ScratchDirectory scratch;
    const std::string folder = scratch.path().string();
    EXPECT_EQ(why_not(scratch.path() / "no"), folder + "/no: there is no such file [no_such_file]");
    EXPECT_EQ(why_not(folder), folder + ": this is a directory; name a file in it [not_a_file]");
    EXPECT_EQ(why_not(scratch.write("big", repeated("x", 2049)), 2048),
              folder + "/big: the file is larger than this reader takes: 2.1 KiB, at most 2 KiB; "
                       "split it [too_large]");
}

TEST(WriteFileAtomically, ReplacesTheWholeFileAndLeavesNothingBeside) {
    const ScratchDirectory scratch;
    const auto path = scratch.write("x", "a much longer text than before");
    write_file_atomically(path, "new");
    EXPECT_EQ(bytes_of(path), "new");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator(scratch.path()), {}), 1);
}

TEST(WriteFileAtomically, KeepsPermissionsAndFollowsLinks) {
    namespace fs = std::filesystem;
    const ScratchDirectory scratch;
    const auto path = scratch.write("x", "old");
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    fs::create_symlink(path, scratch.path() / "link");
    write_file_atomically(scratch.path() / "link", "new");
    EXPECT_EQ(bytes_of(path), "new");
    EXPECT_TRUE(fs::is_symlink(scratch.path() / "link"));
    EXPECT_EQ(fs::status(path).permissions(), fs::perms::owner_read | fs::perms::owner_write);
}

TEST(WriteFileAtomically, FailsByNameAndLeavesNothing) {
    const ScratchDirectory scratch;
    const auto check = [](std::filesystem::path const& path) {
        try {
            write_file_atomically(path, "x");
            ADD_FAILURE() << "was written";
        } catch (std::system_error const& error) {
            EXPECT_THAT(error.what(), HasSubstr(path.string() + " cannot be written"));
        }
    };
    check(scratch.path());
    check(scratch.path() / "no" / "x");
    EXPECT_TRUE(std::filesystem::is_empty(scratch.path()));
}

// FIPS 180-4 test vectors.
TEST(Sha256, GivesThePublishedDigests) {
    EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(sha256_hex("abc"),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_hex(repeated("a", 1'000'000)),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

}  // namespace
}  // namespace glidepath::file_test
