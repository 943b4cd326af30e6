/**
 * The page's content security policy forbids making code from text. zod would try (and fall back, leaving a violation in the log)
 * when schemas are made, so this is loaded before the first screen that has any.
 */
import { config } from 'zod';

config({ jitless: true });
