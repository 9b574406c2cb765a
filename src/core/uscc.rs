//! Unified social credit code (统一社会信用代码): GB 32100-2015, with the organisation code of GB 11714 inside it.
//! Vectors and the table of types: domain.md §12.1.

use super::coded::coded;
use super::text::{self, Text};
use crate::say;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The 31 characters of GB 32100-2015: no I, O, S, V, Z. The place of a character is its value.
const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
/// 3^(i−1) mod 31 for the first 17 characters.
const WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// GB 11714: weights of the first eight characters of the organisation code.
const ORG_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// A checked code of 18 characters, upper case.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, sqlx::Type, utoipa::ToSchema)]
#[serde(transparent)]
#[sqlx(transparent)]
#[schema(example = "91433101MADEM00112", pattern = "^[0-9A-HJ-NPQRTUWXY]{18}$")]
pub struct Uscc(String);

/// Why a code is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsccError {
    /// Not 18 characters; how many there are.
    Length(usize),
    /// 15 digits: a registration number of before 2015.
    OldNumber,
    /// A character that no code has, and its place from 1.
    Character { place: usize, found: char },
    /// The last character should be another one.
    CheckDigit { found: char, expected: char },
}

impl UsccError {
    /// What is wrong and what would be right.
    pub fn text(&self) -> Text {
        match self {
            Self::Length(0) => {
                say!("请填写 18 位统一社会信用代码", "give the unified social credit code of 18 characters")
            }
            Self::Length(found) => say!(
                "统一社会信用代码应为 18 位，现为 {found} 位",
                "a unified social credit code has 18 characters, this one has {found}"
            ),
            Self::OldNumber => say!(
                "这是 15 位旧注册号，请填写营业执照上的 18 位统一社会信用代码",
                "this is an old 15-digit registration number; give the 18-character code on the business licence"
            ),
            Self::Character { place, found } => say!(
                "第 {place} 位「{found}」不可能出现：代码只含数字和大写字母，且没有 I、O、S、V、Z（请核对是否应为 1、0、5、U、2）",
                "“{found}” at place {place} cannot occur: a code has digits and capital letters without I, O, S, V, Z (check for 1, 0, 5, U, 2)"
            ),
            Self::CheckDigit { found, expected } => say!(
                "校验位不对：最后一位是「{found}」，按前 17 位应为「{expected}」，请核对有无错字",
                "wrong check character: the last one is “{found}”, the first 17 give “{expected}”; look for a mistyped character"
            ),
        }
    }
}

impl fmt::Display for UsccError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}

impl std::error::Error for UsccError {}

impl Uscc {
    /// Reads a code as people write it: lower case, full-width characters and spaces are normalised.
    pub fn parse(input: &str) -> Result<Self, UsccError> {
        let code = text::code(input);
        let length = code.chars().count();
        if length == 15 && code.bytes().all(|b| b.is_ascii_digit()) {
            return Err(UsccError::OldNumber);
        }
        if length != 18 {
            return Err(UsccError::Length(length));
        }
        let mut sum = 0;
        let mut last = (0, '0');
        for (i, found) in code.chars().enumerate() {
            let value = value_of(found).ok_or(UsccError::Character { place: i + 1, found })?;
            sum += WEIGHTS.get(i).map_or(0, |weight| value * weight);
            last = (value, found);
        }
        let check = (31 - sum % 31) % 31;
        if check != last.0 {
            let expected = ALPHABET.get(check).map_or('0', |&b| char::from(b));
            return Err(UsccError::CheckDigit { found: last.1, expected });
        }
        Ok(Self(code))
    }

    /// Makes a code of its first eight characters (registration, type, division) and the first eight of its
    /// organisation code, with both check characters: for demo and test data.
    pub fn compose(registration: &str, organisation: &str) -> Result<Self, UsccError> {
        let body = format!("{registration}{organisation}");
        let with_org = format!("{body}{}", organisation_check(&body));
        let open = format!("{with_org}0");
        match Self::parse(&open) {
            Err(UsccError::CheckDigit { expected, .. }) => Self::parse(&format!("{with_org}{expected}")),
            decided => decided,
        }
    }

    /// The 18 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What kind of organisation the first two characters say it is.
    pub fn org_type(&self) -> OrgType {
        OrgType::of(self.0.get(..2).unwrap_or_default())
    }

    /// The GB/T 2260 code inside (characters 3 to 8): where it was registered, perhaps under a code retired since.
    pub fn division_code(&self) -> &str {
        self.0.get(2..8).unwrap_or_default()
    }

    /// What is odd but not wrong: retired divisions occur, and old organisation codes were given with errors.
    pub fn warnings(&self, is_known_division: impl Fn(&str) -> bool) -> Vec<Text> {
        let mut found = Vec::new();
        let division = self.division_code();
        if !is_known_division(division) {
            found.push(say!(
                "代码中的区划 {division} 不在现行区划表中（可能是旧区划），请核对",
                "division {division} inside the code is not in the current table (it may be a retired one); please check"
            ));
        }
        let (given, expected) = (self.0.chars().nth(16).unwrap_or('0'), organisation_check(&self.0));
        if given != expected {
            found.push(say!(
                "代码中的组织机构代码校验位是「{given}」，应为「{expected}」，请核对",
                "the organisation code inside ends in “{given}” where “{expected}” is expected; please check"
            ));
        }
        found
    }
}

/// GB 11714: C9 = 11 − Σ mod 11, written X for 10 and 0 for 11.
fn organisation_check(code: &str) -> char {
    let body = code.chars().skip(8).take(8);
    let sum: u32 = body.zip(ORG_WEIGHTS).map(|(c, weight)| c.to_digit(36).unwrap_or(0) * weight).sum();
    match 11 - sum % 11 {
        10 => 'X',
        11 => '0',
        digit => char::from_digit(digit, 10).unwrap_or('0'),
    }
}

fn value_of(c: char) -> Option<usize> {
    ALPHABET.iter().position(|&b| char::from(b) == c)
}

impl fmt::Display for Uscc {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Uscc {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = String::deserialize(deserializer)?;
        Self::parse(&written).map_err(serde::de::Error::custom)
    }
}

coded! {
    /// The kind of organisation, from the first two characters of its code.
    pub enum OrgType {
        /// 11
        Government => "government", "机关", "government body";
        /// 12
        Institution => "institution", "事业单位", "public institution";
        /// 13
        MassOrganisation => "mass_organisation", "群众团体", "mass organisation";
        /// 31
        LawFirm => "law_firm", "律师事务所", "law firm";
        /// 32
        NotaryOffice => "notary_office", "公证处", "notary office";
        /// 33
        GrassrootsLegalService => "grassroots_legal_service", "基层法律服务所", "grassroots legal service";
        /// 34
        ForensicInstitute => "forensic_institute", "司法鉴定机构", "forensic institute";
        /// 35
        ArbitrationCommission => "arbitration_commission", "仲裁委员会", "arbitration commission";
        /// 51
        SocialGroup => "social_group", "社会团体", "social group";
        /// 52
        PrivateNonEnterprise => "private_non_enterprise", "民办非企业单位", "private non-enterprise unit";
        /// 53
        Foundation => "foundation", "基金会", "foundation";
        /// 54
        ResidentsCommittee => "residents_committee", "村（居）民委员会", "villagers' or residents' committee";
        /// 91
        Enterprise => "enterprise", "企业", "enterprise";
        /// 92
        IndividualBusiness => "individual_business", "个体工商户", "individual business";
        /// 93
        FarmersCooperative => "farmers_cooperative", "农民专业合作社", "farmers' cooperative";
        /// N1
        CollectiveEconomy => "collective_economy", "农村集体经济组织", "rural collective economy";
        /// Any other pair.
        Other => "other", "其他组织", "other organisation";
    }
}

impl OrgType {
    fn of(first_two: &str) -> Self {
        match first_two {
            "11" => Self::Government,
            "12" => Self::Institution,
            "13" => Self::MassOrganisation,
            "31" => Self::LawFirm,
            "32" => Self::NotaryOffice,
            "33" => Self::GrassrootsLegalService,
            "34" => Self::ForensicInstitute,
            "35" => Self::ArbitrationCommission,
            "51" => Self::SocialGroup,
            "52" => Self::PrivateNonEnterprise,
            "53" => Self::Foundation,
            "54" => Self::ResidentsCommittee,
            "91" => Self::Enterprise,
            "92" => Self::IndividualBusiness,
            "93" => Self::FarmersCooperative,
            "N1" => Self::CollectiveEconomy,
            _ => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// domain.md §12.1: real codes, recomputed there.
    const VALID: [&str; 10] = [
        "9144030071526726XG",
        "914403001922038216",
        "91110000802100433B",
        "91440300192317458F",
        "9144030010001686XA",
        "91100000100003962T",
        "91110302562134916R",
        "12100000400002259P",
        "12100000400000624D",
        "91350100M000100Y43",
    ];

    #[test]
    fn real_codes_pass_without_warning() {
        for code in VALID {
            let uscc = Uscc::parse(code).unwrap();
            assert_eq!(uscc.as_str(), code);
            assert_eq!(uscc.warnings(|_| true), [], "{code}");
        }
    }

    #[test]
    fn fictional_codes_pass_and_say_their_type() {
        use OrgType::{
            Enterprise, FarmersCooperative, Government, IndividualBusiness, Institution, LawFirm, PrivateNonEnterprise,
            ResidentsCommittee,
        };
        for (code, org_type) in [
            ("91433101MADEM00112", Enterprise),
            ("91433101MADEM002XR", Enterprise),
            ("91433101MADEM0038R", Enterprise),
            ("91433101MADEM0046L", Enterprise),
            ("91433101MADEM0054F", Enterprise),
            ("91433101MADEM0062A", Enterprise),
            ("91430100MADEM2017F", Enterprise),
            ("91440300MADEM2025Q", Enterprise),
            ("92433101MADEM00702", IndividualBusiness),
            ("92433101MADEM0089Y", IndividualBusiness),
            ("11433101MADEM1014T", Government),
            ("12433101MADEM1022J", Institution),
            ("52433101MADEM10309", PrivateNonEnterprise),
            ("54433101MADEM10490", ResidentsCommittee),
            ("31430000MADEM1057D", LawFirm),
            ("93433101MADEM1065L", FarmersCooperative),
        ] {
            let uscc = Uscc::parse(code).unwrap();
            assert_eq!(uscc.org_type(), org_type, "{code}");
            assert_eq!(uscc.warnings(|_| true), [], "{code}");
        }
    }

    #[test]
    fn wrong_codes_are_refused_with_what_would_be_right() {
        for (code, error) in [
            ("91440400192548254N", UsccError::CheckDigit { found: 'N', expected: 'G' }),
            ("914300007121944053", UsccError::CheckDigit { found: '3', expected: '4' }),
            ("91330100799655058O", UsccError::Character { place: 18, found: 'O' }),
            ("9I440300192317458F", UsccError::Character { place: 2, found: 'I' }),
            ("433101000012345", UsccError::OldNumber),
            ("９１４４０３００１９２３１７４５", UsccError::Length(16)),
            ("", UsccError::Length(0)),
            ("统一社会信用代码统一社会信用代码统一", UsccError::Character { place: 1, found: '统' }),
        ] {
            assert_eq!(Uscc::parse(code), Err(error), "{code}");
        }
    }

    #[test]
    fn lower_case_full_width_and_spaces_are_normalised() {
        for written in ["9144030071526726xg", " 91440300 71526726XG ", "９１４４０３００７１５２６７２６ＸＧ"]
        {
            assert_eq!(Uscc::parse(written).unwrap().as_str(), "9144030071526726XG");
        }
    }

    #[test]
    fn an_unknown_division_or_organisation_code_is_only_a_warning() {
        let uscc = Uscc::parse("91433101MADEM00112").unwrap();
        assert_eq!(uscc.warnings(|code| code != "433101").len(), 1);
        // The same code with a wrong ninth organisation character and a check character that fits again.
        let body = "91433101MADEM0012";
        let odd = ALPHABET.iter().find_map(|&b| Uscc::parse(&format!("{body}{}", char::from(b))).ok()).unwrap();
        assert_eq!(odd.warnings(|_| true).len(), 1);
    }

    #[test]
    fn a_composed_code_has_both_check_characters() {
        assert_eq!(Uscc::compose("91433101", "MADEM001").unwrap().as_str(), "91433101MADEM00112");
        assert_eq!(Uscc::compose("91433101", "MADEM002").unwrap().as_str(), "91433101MADEM002XR");
        assert_eq!(Uscc::compose("91433101", "MADEM00"), Err(UsccError::Length(17)));
    }

    #[test]
    fn json_is_the_text_and_is_checked_on_the_way_in() {
        let uscc: Uscc = serde_json::from_str("\" 91433101madem00112\"").unwrap();
        assert_eq!(serde_json::to_string(&uscc).unwrap(), "\"91433101MADEM00112\"");
        assert!(serde_json::from_str::<Uscc>("\"91433101MADEM00113\"").unwrap_err().to_string().contains('2'));
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics_and_one_wrong_character_is_noticed(input in ".*", at in 0usize..18, to in 0usize..31) {
            let _ = Uscc::parse(&input);
            let mut code = VALID[0].as_bytes().to_vec();
            code[at] = ALPHABET[to];
            let code = String::from_utf8(code).unwrap();
            proptest::prop_assert_eq!(Uscc::parse(&code).is_ok(), code == VALID[0]);
        }
    }
}
