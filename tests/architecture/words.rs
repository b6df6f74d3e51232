//! Text that reaches the screen: string literals, and the text between the tags of a `view!`.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::visit::Visit;

use crate::source::{Source, is_test};

/// A piece of text in a source.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Text {
    pub(crate) line: usize,
    pub(crate) text: String,
    /// Whether it stands between the tags of a `view!`, and so is shown whatever it says.
    pub(crate) between_tags: bool,
    /// Whether it stands in a call of `named`, and so is shown with the names of the pack in use.
    pub(crate) in_named: bool,
}

impl Text {
    /// Whether it is, or may be, something that a person reads.
    pub(crate) fn is_prose(&self) -> bool {
        let has_letters = self.text.chars().any(char::is_alphabetic);
        has_letters && (self.between_tags || is_prose(&self.text))
    }
}

/// Whether a text is, or may be, prose: it has a Swedish letter, or begins with a word with a capital, or has two words
/// with a space between them.
pub(crate) fn is_prose(text: &str) -> bool {
    if text.contains(['å', 'ä', 'ö', 'Å', 'Ä', 'Ö']) {
        return true;
    }
    let text = without_places(text);
    let is_word = |word: &str| {
        let bare = word.trim_matches(|c: char| c.is_ascii_punctuation() || "”…".contains(c));
        bare.chars().count() > 1
            && bare.chars().all(char::is_alphabetic)
            && bare.chars().skip(1).all(char::is_lowercase)
    };
    let words: Vec<bool> = text.split([' ', '\u{a0}', '\n']).map(is_word).collect();
    let has_two = words.windows(2).any(|pair| pair[0] && pair[1]);
    let has_capital = text.starts_with(char::is_uppercase) && words.first() == Some(&true);
    has_two || has_capital
}

/// A format string without the places for its arguments.
fn without_places(text: &str) -> String {
    let mut rest = text;
    let mut found = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        found.push_str(before);
        rest = after.split_once('}').map_or("", |(_, after)| after);
    }
    found + rest
}

/// The texts of a source, those apart that are for tests or for whoever reads the code.
pub(crate) fn texts(source: &Source) -> Vec<Text> {
    let mut reader = Reader::default();
    if !source.for_tests {
        reader.visit_file(&source.syntax);
    }
    reader.found
}

#[derive(Default)]
struct Reader {
    found: Vec<Text>,
    in_named: bool,
}

impl Reader {
    fn literal(&mut self, literal: &syn::Lit, between_tags: bool) {
        let text = match literal {
            syn::Lit::Str(text) => text.value(),
            syn::Lit::ByteStr(text) => String::from_utf8_lossy(&text.value()).into_owned(),
            _ => return,
        };
        self.found.push(Text {
            line: literal.span().start().line,
            text,
            between_tags,
            in_named: self.in_named,
        });
    }

    /// Reads what is an argument of `named`.
    fn named(&mut self, read: impl FnOnce(&mut Self)) {
        let before = std::mem::replace(&mut self.in_named, true);
        read(self);
        self.in_named = before;
    }

    fn tokens(&mut self, tokens: TokenStream) {
        let mut before: Option<TokenTree> = None;
        let mut after_macro = None;
        for token in tokens {
            let is_attribute =
                matches!(&before, Some(TokenTree::Punct(punct)) if punct.as_char() == '#');
            match &token {
                // Documentation and the reasons of lints are for whoever reads the code.
                TokenTree::Group(_) if is_attribute => {}
                TokenTree::Literal(literal) => {
                    self.literal(&syn::Lit::new(literal.clone()), false);
                }
                TokenTree::Group(group) => {
                    let is_view = after_macro.take().is_some_and(|name| name == "view");
                    let is_named =
                        matches!(&before, Some(TokenTree::Ident(name)) if name == "named");
                    if is_named {
                        self.named(|this| this.tokens(group.stream()));
                    } else if is_view {
                        self.view(group.stream());
                    } else {
                        self.tokens(group.stream());
                    }
                }
                TokenTree::Punct(punct) if punct.as_char() == '!' => {
                    after_macro = match &before {
                        Some(TokenTree::Ident(name)) => Some(name.to_string()),
                        _ => None,
                    };
                }
                _ => after_macro = None,
            }
            before = Some(token);
        }
    }

    /// Reads the tokens of a `view!`: what follows a tag's end, another text or a block in braces is shown, what follows
    /// `=` is an attribute's value.
    fn view(&mut self, tokens: TokenStream) {
        let mut in_tag = false;
        let mut is_value = false;
        let mut last = ' ';
        for token in tokens {
            match &token {
                TokenTree::Punct(punct) => {
                    let is_end = punct.as_char() == '>' && last != '-' && last != '=';
                    match punct.as_char() {
                        '<' => in_tag = true,
                        '>' if is_end => in_tag = false,
                        _ => {}
                    }
                    last = punct.as_char();
                    is_value = last == '=';
                    continue;
                }
                TokenTree::Literal(literal) => {
                    let literal = syn::Lit::new(literal.clone());
                    // What a tag's attribute says is held to the rule for strings; most are classes.
                    if !in_tag {
                        self.literal(&literal, true);
                    } else if !is_value {
                        self.literal(&literal, false);
                    } else {
                        self.attribute(&literal);
                    }
                }
                TokenTree::Ident(word) if !in_tag => self.found.push(Text {
                    line: word.span().start().line,
                    text: word.to_string(),
                    between_tags: true,
                    in_named: false,
                }),
                TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                    self.tokens(group.stream());
                }
                TokenTree::Group(group) => self.tokens(group.stream()),
                TokenTree::Ident(_) => {}
            }
            last = ' ';
            is_value = false;
        }
    }

    /// An attribute's value: a list of lower-case names is no text.
    fn attribute(&mut self, literal: &syn::Lit) {
        let syn::Lit::Str(text) = literal else { return };
        let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || " -_".contains(c);
        if !text.value().chars().all(is_name) {
            self.literal(literal, false);
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            syn::visit::visit_item_mod(self, item);
        }
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_test(&item.attrs) {
            syn::visit::visit_item_fn(self, item);
        }
    }

    /// Documentation and the reasons of lints are for whoever reads the code.
    fn visit_attribute(&mut self, _: &'ast syn::Attribute) {}

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        let is_named = matches!(&*call.func, syn::Expr::Path(path) if path.path.is_ident("named"));
        if is_named {
            self.named(|this| syn::visit::visit_expr_call(this, call));
        } else {
            syn::visit::visit_expr_call(self, call);
        }
    }

    fn visit_lit(&mut self, literal: &'ast syn::Lit) {
        self.literal(literal, false);
    }

    fn visit_macro(&mut self, item: &'ast syn::Macro) {
        let is_view = item.path.segments.last();
        if is_view.is_some_and(|name| name.ident == "view") {
            self.view(item.tokens.clone());
        } else {
            self.tokens(item.tokens.clone());
        }
    }
}
