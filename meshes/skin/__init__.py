"""The closed skin, its charts and landmarks, and the atlas of texels painted on it."""
