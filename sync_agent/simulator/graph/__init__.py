"""What Meta's Graph fakes (Facebook, Instagram) share: error bodies, lists with cursors, fields, the middleware."""
