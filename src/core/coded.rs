//! Enums that people, JSON and the database share.

/// Declares an enum whose variants carry a stable code and a name in both languages, side by side.
///
/// The code is what JSON and the database hold (`snake_case`, as the `CHECK` in the migrations lists it). Generated:
/// `ALL`, `code()`, `zh()`, `en()`, `name()`, `from_code()`, `Display` (the code), serde, `ToSchema`, and sqlx
/// `text`, so a column is read by `SELECT state AS "state: RoundState"`.
macro_rules! coded {
    ($(#[$meta:meta])* $vis:vis enum $name:ident {
        $($(#[$vmeta:meta])* $variant:ident => $code:literal, $zh:literal, $en:literal;)+
    }) => {
        $(#[$meta])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash,
            serde::Serialize, serde::Deserialize, utoipa::ToSchema,
        )]
        #[serde(rename_all = "snake_case")]
        $vis enum $name {
            $($(#[$vmeta])* $variant,)+
        }

        impl $name {
            /// Every variant, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable code in JSON and in the database.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)+ }
            }

            /// The Chinese name.
            pub const fn zh(self) -> &'static str {
                match self { $(Self::$variant => $zh,)+ }
            }

            /// The English name.
            pub const fn en(self) -> &'static str {
                match self { $(Self::$variant => $en,)+ }
            }

            /// The name in both languages.
            pub fn name(self) -> $crate::core::text::Text {
                $crate::core::text::Text { zh: self.zh().to_owned(), en: self.en().to_owned() }
            }

            /// The variant of a code; `None` for any other text.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.code() == code)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.code())
            }
        }

        impl sqlx::Type<sqlx::Postgres> for $name {
            fn type_info() -> sqlx::postgres::PgTypeInfo {
                <str as sqlx::Type<sqlx::Postgres>>::type_info()
            }
            fn compatible(ty: &sqlx::postgres::PgTypeInfo) -> bool {
                <str as sqlx::Type<sqlx::Postgres>>::compatible(ty)
            }
        }

        impl sqlx::postgres::PgHasArrayType for $name {
            fn array_type_info() -> sqlx::postgres::PgTypeInfo {
                <&str as sqlx::postgres::PgHasArrayType>::array_type_info()
            }
        }

        impl sqlx::Encode<'_, sqlx::Postgres> for $name {
            fn encode_by_ref(
                &self,
                buf: &mut sqlx::postgres::PgArgumentBuffer,
            ) -> Result<sqlx::encode::IsNull, sqlx::error::BoxDynError> {
                <&str as sqlx::Encode<sqlx::Postgres>>::encode(self.code(), buf)
            }
        }

        impl<'r> sqlx::Decode<'r, sqlx::Postgres> for $name {
            fn decode(value: sqlx::postgres::PgValueRef<'r>) -> Result<Self, sqlx::error::BoxDynError> {
                let code = <&str as sqlx::Decode<sqlx::Postgres>>::decode(value)?;
                Self::from_code(code).ok_or_else(|| format!("unknown {}: {code}", stringify!($name)).into())
            }
        }
    };
}
pub(crate) use coded;

#[cfg(test)]
mod tests {
    coded! {
        /// Something with two words.
        pub enum Sample {
            /// One.
            OneThing => "one_thing", "一", "one";
            /// Two.
            Other => "other", "二", "two";
        }
    }

    #[test]
    fn the_code_is_the_json_text_and_comes_back() {
        for &it in Sample::ALL {
            assert_eq!(serde_json::to_value(it).unwrap(), it.code());
            assert_eq!(Sample::from_code(it.code()), Some(it));
        }
        assert_eq!(Sample::from_code("One_Thing"), None);
        assert_eq!(Sample::OneThing.name().pick(crate::core::text::Lang::Zh), "一");
    }
}
