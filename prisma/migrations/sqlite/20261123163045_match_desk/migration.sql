-- AlterTable
ALTER TABLE "InboundMail" ADD COLUMN "assignedBy" TEXT;
ALTER TABLE "InboundMail" ADD COLUMN "assignedName" TEXT;
ALTER TABLE "InboundMail" ADD COLUMN "assignedTo" TEXT;

-- AlterTable
ALTER TABLE "Prompt" ADD COLUMN "people" JSONB;
