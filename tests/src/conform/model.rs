//! The metaModel as Rust data, read once.
//! It must not know messages.
#![expect(clippy::expect_used, reason = "the file is compiled in; a test shows that it can be read")]

use std::collections::HashMap;
use std::sync::OnceLock;

use serde::Deserialize;
use serde_json::Value;

/// A type of the protocol.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub(super) enum Kind {
    Base { name: String },
    Reference { name: String },
    Array { element: Box<Kind> },
    Map { value: Box<Kind> },
    And { items: Vec<Kind> },
    Or { items: Vec<Kind> },
    Tuple { items: Vec<Kind> },
    Literal { value: Literal },
    StringLiteral { value: String },
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Literal {
    pub(super) properties: Vec<Property>,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Property {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: Kind,
    #[serde(default)]
    pub(super) optional: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct Structure {
    name: String,
    pub(super) properties: Vec<Property>,
    #[serde(default)]
    extends: Vec<Kind>,
    #[serde(default)]
    mixins: Vec<Kind>,
}

impl Structure {
    pub(super) fn parents(&self) -> impl Iterator<Item = &Kind> {
        self.extends.iter().chain(&self.mixins)
    }
}

#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Enumeration {
    name: String,
    pub(super) values: Vec<EnumerationValue>,
    #[serde(default)]
    pub(super) supports_custom_values: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub(super) struct EnumerationValue {
    pub(super) value: Value,
}

#[derive(Clone, Debug, Deserialize)]
struct Alias {
    name: String,
    #[serde(rename = "type")]
    kind: Kind,
}

/// A request or a notification.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Method {
    method: String,
    #[serde(rename = "messageDirection")]
    pub(super) direction: String,
    pub(super) client_capability: Option<String>,
    pub(super) server_capability: Option<String>,
    pub(super) params: Option<Kind>,
    pub(super) result: Option<Kind>,
    #[serde(skip)]
    pub(super) request: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct File {
    requests: Vec<Method>,
    notifications: Vec<Method>,
    structures: Vec<Structure>,
    enumerations: Vec<Enumeration>,
    type_aliases: Vec<Alias>,
}

#[derive(Debug)]
pub(super) struct Model {
    methods: HashMap<String, Method>,
    pub(super) structures: HashMap<String, Structure>,
    pub(super) enumerations: HashMap<String, Enumeration>,
    pub(super) aliases: HashMap<String, Kind>,
}

impl Model {
    pub(super) fn get() -> &'static Model {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| {
            let text = include_str!("../../protocol/metaModel-3.17.json");
            Model::from(
                serde_json::from_str::<File>(text).expect("the metaModel has the shape of this module"),
            )
        })
    }

    pub(super) fn method(&self, name: &str) -> Option<&Method> {
        self.methods.get(name)
    }
}

impl From<File> for Model {
    fn from(file: File) -> Model {
        let requests = file.requests.into_iter().map(|method| Method { request: true, ..method });
        let methods = requests.chain(file.notifications);
        Model {
            methods: methods.map(|method| (method.method.clone(), method)).collect(),
            structures: file.structures.into_iter().map(|one| (one.name.clone(), one)).collect(),
            enumerations: file.enumerations.into_iter().map(|one| (one.name.clone(), one)).collect(),
            aliases: file.type_aliases.into_iter().map(|one| (one.name, one.kind)).collect(),
        }
    }
}
