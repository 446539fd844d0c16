// Mutated statements: nothing that stands in a text is ever ignored, and nothing crashes the
// reader.
#include <glidepath/model/statement_text.hpp>

#include <gtest/gtest.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace statement_mutation_test {
namespace {

namespace gp = glidepath;

constexpr std::array<std::string_view, 26> seeds{
    "at 2025 > 860",
    "at 2024 growth >= 5.5%",
    "at 2025-Q2 change <= -0.5pp",
    "at 2025-06-30 <= 7",
    "by 2025 >= 52",
    "sum 2023..2025 >= 110",
    "sum 2025-01..2025-02 = 31.2",
    "mean 2023..2027 <= 30.5",
    "each 2023..2027 >= 35",
    "each 2023..2027 ~ 5 within 1",
    "each 2023..2027 growth > growth of fixed_asset_investment",
    "each 2025-W01..2025-W52 < 7",
    "at 2025 > change of other",
    "at 2025 >= zhejiang_top_minimum_wage",
    "at 2026 >= tbd",
    "at 2025-H1 between 3 and 5",
    "growth from 2020 to 2025 >= 15%",
    "change from 1990 to 2030 <= -55%",
    "change from 2020 to 2025 >= 2.5pp",
    "rises 2023..2027",
    "falls 2023..2027",
    "never falls 2023..2027",
    "never rises 2023..2027",
    "steady 2023..2027 within 3%",
    "done by 2025-12",
    "done",
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The text without what carries no meaning: blanks, zeros before a number, the second end of a
/// window of one, and the SDMX forms of Gregorian periods. Not a parser: it only deletes.
std::string essence(std::string_view text) {
    std::vector<std::string> words;
    for (gp::detail::StatementToken const& token : gp::detail::split_statement(text)) {
        std::string word(token.text);
        if (const auto dots = word.find(".."); dots != std::string::npos) {
            if (const auto window = gp::read_window(word).window) word = gp::to_string(*window);
        } else if (const auto period = gp::try_parse_period(word); period && word.size() != 4) {
            word = gp::to_string(*period);
        } else {
            const std::size_t start = word.starts_with('-') ? 1 : 0;
            while (word.size() > start + 1 && word[start] == '0' && is_digit(word[start + 1]))
                word.erase(start, 1);
            if (word.starts_with("-0") && word.find_first_of("123456789") == std::string::npos)
                word.erase(0, 1);
        }
        words.push_back(std::move(word));
    }
    std::string all;
    for (std::string const& word : words) all += word;
    return all;
}

/// What must hold for any text at all.
void check(std::string const& text) {
    const auto [statement, fault] = gp::read_statement(text);
    if (statement) {
        const std::string printed = gp::to_string(*statement);
        const auto again = gp::read_statement(printed);
        ASSERT_TRUE(again.statement) << again.fault.describe(printed);
        ASSERT_EQ(*again.statement, *statement) << text;
        ASSERT_EQ(essence(printed), essence(text))
            << "\"" << text << "\" was read as \"" << printed << "\"";
        return;
    }
    ASSERT_LE(fault.offset, text.size()) << text;
    ASSERT_FALSE(fault.expected.empty()) << text;
    ASSERT_EQ(text.substr(fault.offset, fault.found.size()), fault.found) << text;
    ASSERT_EQ(fault.found.empty(), fault.offset == text.size()) << text;
    const std::string described = fault.describe(text);
    std::string shown = text;  // control characters are shown as blanks
    for (char& c : shown)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    ASSERT_TRUE(described.starts_with(shown + "\n")) << text;
    const std::size_t caret = described.find("^ found ", text.size());
    ASSERT_NE(caret, std::string::npos) << text;
    ASSERT_EQ(described.find_first_not_of(' ', text.size() + 1), caret) << text;
}

/// A mutation that parses is another statement, unless only meaningless characters changed.
void check_mutation(std::string_view seed, std::string const& mutated) {
    check(mutated);
    if (::testing::Test::HasFatalFailure()) return;
    const auto [statement, fault] = gp::read_statement(mutated);
    if (!statement) return;
    const gp::Statement original = gp::parse_statement(seed);
    ASSERT_EQ(*statement == original, essence(mutated) == essence(seed))
        << seed << " against " << mutated;
}

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (gp::detail::StatementToken const& token : gp::detail::split_statement(text))
        words.emplace_back(token.text);
    return words;
}

std::string joined(std::vector<std::string> const& words) {
    std::string text;
    for (std::string const& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

TEST(MutatedWords, NoWordIsIgnored) {
    std::vector<std::string> vocabulary(gp::detail::statement_words.begin(),
                                        gp::detail::statement_words.end());
    for (std::string_view word : {">", ">=", "<", "<=", "=", "~", "5", "5%", "-5", "0.50", "2025",
                                  "2024-Q1", "2023..2027", "%", "other", "2024", "x"})
        vocabulary.emplace_back(word);
    int read = 0;
    int tried = 0;
    const auto attempt = [&](std::string_view seed, std::vector<std::string> const& words) {
        const std::string text = joined(words);
        check_mutation(seed, text);
        ++tried;
        read += gp::read_statement(text).statement ? 1 : 0;
    };
    for (std::string_view seed : seeds) {
        const std::vector<std::string> words = words_of(seed);
        for (std::size_t i = 0; i < words.size(); ++i) {
            auto mutated = words;
            mutated.erase(mutated.begin() + static_cast<std::ptrdiff_t>(i));
            attempt(seed, mutated);
            mutated = words;
            mutated.insert(mutated.begin() + static_cast<std::ptrdiff_t>(i), words[i]);
            attempt(seed, mutated);
            for (std::size_t j = i + 1; j < words.size(); ++j) {
                mutated = words;
                std::swap(mutated[i], mutated[j]);
                attempt(seed, mutated);
            }
            for (std::string const& word : vocabulary) {
                mutated = words;
                mutated[i] = word;
                attempt(seed, mutated);
                mutated = words;
                mutated.insert(mutated.begin() + static_cast<std::ptrdiff_t>(i), word);
                attempt(seed, mutated);
            }
            if (HasFatalFailure()) return;
        }
        for (std::string const& word : vocabulary) {
            auto mutated = words;
            mutated.push_back(word);
            attempt(seed, mutated);
        }
        if (HasFatalFailure()) return;
    }
    EXPECT_GT(tried, 5000);
    EXPECT_GT(read, 300);
    EXPECT_LT(read, tried / 4);
}

TEST(MutatedBytes, NoByteIsIgnored) {
    const std::string bytes("0159.-+,%~<>= apQ\t\n\0\x7F\xEF\xBC\x85", 23);
    int tried = 0;
    for (std::string_view seed : seeds) {
        const std::string text(seed);
        for (std::size_t i = 0; i < text.size(); ++i) {
            std::string mutated = text;
            mutated.erase(i, 1);
            check_mutation(seed, mutated);
            mutated = text;
            mutated.insert(i, 1, text[i]);
            check_mutation(seed, mutated);
            if (i + 1 < text.size()) {
                mutated = text;
                std::swap(mutated[i], mutated[i + 1]);
                check_mutation(seed, mutated);
            }
            for (char byte : bytes) {
                mutated = text;
                mutated[i] = byte;
                check_mutation(seed, mutated);
                mutated = text;
                mutated.insert(i, 1, byte);
                check_mutation(seed, mutated);
                tried += 2;
            }
            if (HasFatalFailure()) return;
        }
    }
    EXPECT_GT(tried, 20000);
}

TEST(MutatedBytes, EveryPrefixOfAStatementIsAnswered) {
    for (std::string_view seed : seeds)
        for (std::size_t length = 0; length < seed.size(); ++length)
            check_mutation(seed, std::string(seed.substr(0, length)));
}

TEST(RandomTexts, OfBytesNeverCrash) {
    std::mt19937 random(860);
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (std::size_t length = random() % 40; length > 0; --length)
            text += static_cast<char>(random() % 256);
        check(text);
        if (HasFatalFailure()) return;
    }
}

TEST(RandomTexts, OfWordsNeverCrash) {
    std::mt19937 random(950);
    std::vector<std::string> vocabulary(gp::detail::statement_words.begin(),
                                        gp::detail::statement_words.end());
    for (std::string_view word :
         {">",    ">=",   "<=",         "=",          "~",      "5",     "5%",
          "-0.5", "2025", "2023..2027", "x",          "８６０", "1,200", "1e5",
          "inf",  "nan",  "2025-Q2",    "2027..2023", "\xFF",   ""})
        vocabulary.emplace_back(word);
    for (int i = 0; i < 20000; ++i) {
        std::string text;
        for (std::size_t count = random() % 9; count > 0; --count) {
            text += vocabulary[random() % vocabulary.size()];
            if (random() % 8 != 0) text += ' ';
        }
        check(text);
        if (HasFatalFailure()) return;
    }
}

TEST(RandomTexts, OfGrammaticalShapeReadBack) {
    std::mt19937 random(735);
    const auto one_of = [&](std::vector<std::string> const& words) {
        return words[random() % words.size()];
    };
    int read = 0;
    for (int i = 0; i < 8000; ++i) {
        const std::string stat =
            one_of({"at 2025", "at 2025 growth", "at 2025-Q3 change", "by 2027", "sum 2023..2025",
                    "mean 2023-01..2023-12", "each 2023..2027", "each 2023..2027 growth",
                    "growth from 2020 to 2025", "change from 2020 to 2025"});
        const auto number = [&] {
            std::string digits = std::to_string(random() % 2000);
            if (random() % 2 == 0) digits += "." + std::to_string(random() % 100);
            return one_of({"", "", "-"}) + digits + one_of({"", "%", "pp", " %", " pp"});
        };
        const std::string value = one_of({">", ">=", "<", "<=", "=", "~", "between"}) + " " +
                                  one_of({number(), number(), "tbd", "other", "growth of other"}) +
                                  one_of({"", "", " within " + number(), " and " + number()});
        std::string text = stat;
        text.append(" ").append(value);
        check(text);
        if (HasFatalFailure()) return;
        read += gp::read_statement(text).statement ? 1 : 0;
    }
    EXPECT_GT(read, 1500);
}

// A megabyte of anything is answered; a reader that were not linear would not come back.
class LongTexts : public ::testing::TestWithParam<std::string_view> {};

TEST_P(LongTexts, AreAnswered) {
    constexpr std::size_t size = 1 << 20;
    std::string filler;
    while (filler.size() < size) filler += GetParam();
    for (std::string_view start : {"", "at 2025 > "}) {
        const std::string text = std::string(start) + filler;
        const auto [statement, fault] = gp::read_statement(text);
        if (statement) {
            EXPECT_EQ(gp::parse_statement(gp::to_string(*statement)), *statement);
            continue;
        }
        EXPECT_LE(fault.offset, text.size());
        EXPECT_NE(fault.describe(text).find("^ found "), std::string::npos);
    }
}

INSTANTIATE_TEST_SUITE_P(OfOneMebibyte, LongTexts,
                         ::testing::Values("9", "> ", " ", "at 2025 > 860 ", "=", "~=", "x",
                                           "2023..", "-", "八", "\xFF", "growth of ", "\n"));

TEST(LongBlanks, DoNotMatter) {
    const std::string blanks(1 << 20, ' ');
    EXPECT_EQ(gp::parse_statement("at" + blanks + "2025" + blanks + "> 860"),
              gp::parse_statement("at 2025 > 860"));
}

TEST(OddTexts, ATextMayHoldNulBytes) {
    check(std::string("at 2025\0 > 860", 14));
    check(std::string("at 2025 > 860\0", 14));
    check(std::string(5, '\0'));
    EXPECT_FALSE(gp::read_statement(std::string("at 2025 > 860\0", 14)).statement);
}

}  // namespace
}  // namespace statement_mutation_test
