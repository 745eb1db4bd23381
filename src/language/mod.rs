//! The English model.
