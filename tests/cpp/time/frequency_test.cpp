// Frequencies: letters, names, and which divides which.
#include <glidepath/time/frequency.hpp>

#include <gtest/gtest.h>

#include <string>

namespace frequency_test {
namespace {

namespace gp = glidepath;
using gp::Frequency;

static_assert(sizeof(Frequency) == 1);
static_assert(gp::letter(Frequency::annual) == 'A' && gp::letter(Frequency::daily) == 'D');
static_assert(gp::frequency_of('Q') == Frequency::quarterly);
static_assert(!gp::frequency_of('q') && !gp::frequency_of('\0') && !gp::frequency_of('S'));

TEST(Frequencies, LettersAndNamesAreDistinctAndReadBack) {
    std::string letters;
    for (Frequency f : gp::all_frequencies) {
        EXPECT_EQ(gp::frequency_of(gp::letter(f)), f);
        EXPECT_EQ(letters.find(gp::letter(f)), std::string::npos);
        letters += gp::letter(f);
        EXPECT_FALSE(gp::to_string(f).empty());
    }
    EXPECT_EQ(letters, "AHQMWD");
    EXPECT_EQ(gp::to_string(Frequency::half_yearly), "half-yearly");
}

TEST(Frequencies, OnlySixCharactersAreFrequencies) {
    int known = 0;
    for (int c = 0; c < 256; ++c) known += gp::frequency_of(static_cast<char>(c)) ? 1 : 0;
    EXPECT_EQ(known, 6);
}

TEST(Frequencies, RefinementIsAPartialOrderWithWeeksAboveDaysOnly) {
    for (Frequency a : gp::all_frequencies) {
        EXPECT_TRUE(gp::refines(a, a));
        EXPECT_TRUE(gp::refines(Frequency::daily, a));
        EXPECT_EQ(gp::refines(Frequency::weekly, a), a == Frequency::weekly);
        for (Frequency b : gp::all_frequencies) {
            EXPECT_TRUE(a == b || !gp::refines(a, b) || !gp::refines(b, a));
            for (Frequency c : gp::all_frequencies)
                EXPECT_TRUE(gp::refines(a, c) || !gp::refines(a, b) || !gp::refines(b, c));
            const int wide = gp::months_in(b);
            const int narrow = gp::months_in(a);
            if (wide > 0 && narrow > 0) {
                EXPECT_EQ(gp::refines(a, b), wide % narrow == 0);
            }
        }
    }
}

}  // namespace
}  // namespace frequency_test
