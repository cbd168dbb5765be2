// Escaping for XML; see xml_text.h.
#include "engine/draw/xml_text.h"

namespace dunghan::draw {
namespace {

constexpr std::string_view replacement_character = "\xEF\xBF\xBD";
// U+FFFE and U+FFFF: the two characters beyond the controls that XML 1.0 leaves out.
constexpr std::string_view never_a_character = "\xEF\xBF\xBE";
constexpr std::string_view never_a_character_either = "\xEF\xBF\xBF";

}  // namespace

std::string xml_text(std::string_view text) {
  std::string made;
  made.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char octet = text[i];
    const std::string_view rest = text.substr(i);
    if (rest.starts_with(never_a_character) || rest.starts_with(never_a_character_either)) {
      made += replacement_character;
      i += never_a_character.size() - 1;
      continue;
    }
    switch (octet) {
      case '&': made += "&amp;"; break;
      case '<': made += "&lt;"; break;
      case '>': made += "&gt;"; break;
      case '"': made += "&quot;"; break;
      case '\n': made += "&#10;"; break;
      case '\r': made += "&#13;"; break;
      case '\t': made += "&#9;"; break;
      default:
        if (static_cast<unsigned char>(octet) < 0x20)
          made += replacement_character;
        else
          made += octet;
    }
  }
  return made;
}

}  // namespace dunghan::draw
