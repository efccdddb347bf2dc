// Copy buttons on a page of its own.
import { followCopying } from "./menyalin.js";

followCopying(document.body);
